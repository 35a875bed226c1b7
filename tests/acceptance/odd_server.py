#!/usr/bin/env python3
"""A server that something is wrong with: odd_server.py PORT_FILE proxy-407 | clock-ahead SITE_URL

proxy-407    a proxy that lets nobody through
clock-ahead  passes requests on to the site, and answers with a clock that is an hour ahead
"""
import email.utils
import http.server
import sys
import time
import urllib.error
import urllib.request


class Proxy(http.server.BaseHTTPRequestHandler):
    def refuse(self):
        self.send_response(407)
        self.send_header("Proxy-Authenticate", 'Basic realm="office"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = do_CONNECT = refuse

    def log_message(self, *arguments):
        pass


class ClockAhead(http.server.BaseHTTPRequestHandler):
    def date_time_string(self, timestamp=None):
        return email.utils.formatdate(time.time() + 3600, usegmt=True)

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))) or None
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "accept-encoding")}
        request = urllib.request.Request(sys.argv[3] + self.path, body, headers, method=self.command)
        try:
            answer = urllib.request.urlopen(request)
        except urllib.error.HTTPError as error:
            answer = error
        content = answer.read()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.headers.get("Content-Type", "text/plain"))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = pass_on

    def log_message(self, *arguments):
        pass


handler = {"proxy-407": Proxy, "clock-ahead": ClockAhead}[sys.argv[2]]
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
with open(sys.argv[1], "w", encoding="ascii") as port_file:
    port_file.write(str(server.server_address[1]))
server.serve_forever()
