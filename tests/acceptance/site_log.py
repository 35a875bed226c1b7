"""The demo site's log of requests, for scripts that assert how many a client costs."""
import json
import os
import urllib.request

LOG = os.environ["SITE_URL"] + "/_sim/requests"


def clear_requests():
    urllib.request.urlopen(urllib.request.Request(LOG, method="DELETE")).close()


def requests():
    """What was asked since clear_requests(), one "METHOD path-end" each; connecting is left out."""
    with urllib.request.urlopen(LOG) as answer:
        log = json.load(answer)["requests"]
    asked = (f"{entry['method']} {entry['path'].rsplit('/', 1)[-1]}" for entry in log)
    return [one for one in asked if one not in ("GET tenant_info", "GET workspace")]
