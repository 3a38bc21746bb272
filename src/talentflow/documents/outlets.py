"""What kind of place published a text: a filing, an agency, a newsroom, a portal, an account that anybody can open."""

from __future__ import annotations

from functools import cache, lru_cache
from urllib.parse import urlsplit

from talentflow.documents.lineage.credit import outlet_key
from talentflow.lang.data import read_yaml

UNKNOWN = "unknown"


@lru_cache(maxsize=4096)
def outlet_class(source: str | None, url: str | None = None) -> str:
    """The class of data/shared/outlets.yml, by the outlet's name, else by the longest listed end of the host.

    >>> outlet_class("Reuters"), outlet_class(None, "https://www.36kr.com/p/1"), outlet_class("The Daily Nothing")
    ('agency', 'press', 'unknown')
    """
    names, hosts = _listed()
    if source and (found := names.get(outlet_key(source))) is not None:
        return found
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return UNKNOWN
    parts = host.split(".")
    ends = (".".join(parts[at:]) for at in range(len(parts) - 1))
    return next((hosts[end] for end in ends if end in hosts), UNKNOWN)


@cache
def _listed() -> tuple[dict[str, str], dict[str, str]]:
    """Classes by key of the name, and by end of the host."""
    listed = read_yaml("shared/outlets.yml")
    names = {outlet_key(name): kind for kind, told in listed.items() for name in told["names"]}
    hosts = {host: kind for kind, told in listed.items() for host in told["hosts"]}
    return names, hosts
