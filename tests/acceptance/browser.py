#!/usr/bin/env python3
"""A browser without a window: browser.py URL follows every redirection; browser.py --first URL prints where the first leads."""
import http.client
import sys
import urllib.parse


def ask(url):
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    connection.request("GET", urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, "")))
    answer = connection.getresponse()
    answer.read()
    location = answer.getheader("Location")
    return urllib.parse.urljoin(url, location) if 300 <= answer.status < 400 and location else None


if sys.argv[1] == "--first":
    print(ask(sys.argv[2]) or "")
else:
    url = sys.argv[1]
    while url:
        url = ask(url)
