"""Computes the scores of a catalog again, from an export alone and by code of its own.

    recompute.py EXPORT DAY <ids

reads ids of artifacts, a line each, and writes JSON: for each id, for each score, [value or null, lower bound, upper bound].
"""
import datetime
import gzip
import json
import math
import sys
from collections import defaultdict

EXPORT = json.load(gzip.open(sys.argv[1]))
DAY = datetime.date.fromisoformat(sys.argv[2])


def rows(kind):
    for name, collection in EXPORT["collections"].items():
        table = collection.get(kind)
        if table:
            for row in table["rows"]:
                yield name, dict(zip(table["columns"], row))


SOURCES = {}
for _, s in rows("source"):
    SOURCES.setdefault(s["id"], s)


def date(source):
    s = SOURCES[source]
    return s["observed"] or s["retrieved"]


ALIASES = defaultdict(dict)
for c, a in rows("alias"):
    ALIASES[c][a["name"]] = a["artifact"]


def owner(collection, subject):
    user = ALIASES["user"]
    if subject in user:
        return user[subject]
    artifact = ALIASES[collection].get(subject, subject)
    return user.get(artifact, artifact)


def grouped(kind, subject):
    found = defaultdict(list)
    for c, row in rows(kind):
        found[owner(c, subject(row))].append(row)
    return found


def of_capability(text):
    return text.split("__cap_")[0]


ARTIFACTS = grouped("artifact", lambda r: r["id"])
TYPE = {i: min(r, key=lambda a: (a["id"] != i, a["description"] is None, a["source"]))["type"] for i, r in ARTIFACTS.items()}
FACTS = grouped("fact", lambda r: r["artifact"])
for said in FACTS.values():
    said.sort(key=lambda f: f["source"])
    said.sort(key=lambda f: f["observed"] or date(f["source"]), reverse=True)
BENCHMARKS = grouped("benchmark", lambda r: r["artifact"])
CLAIMS = grouped("claim", lambda r: of_capability(r["capability"]))


def number(text):
    try:
        return float(text) if all(ch in "0123456789.-" for ch in text) and text[-1] != "." else None
    except ValueError:
        return None


def first(artifact, key, valid=lambda v: v is not None):
    for f in FACTS.get(artifact, []):
        if f["key"] == key and valid(f["value"]):
            return f
    return None


def numeric(artifact, key):
    return first(artifact, key, lambda v: number(v) is not None)


POPULATIONS = {}


def population(kind, key):
    if (kind, key) not in POPULATIONS:
        found = (numeric(i, key) for i, t in TYPE.items() if t == kind)
        POPULATIONS[kind, key] = [number(f["value"]) for f in found if f]
    return POPULATIONS[kind, key]


def rank(value, peers):
    return (sum(p < value for p in peers) + sum(p == value for p in peers) / 2) / len(peers)


def weighted(pairs, enough):
    """pairs of share or None, and weight"""
    total = sum(w for _, w in pairs)
    known = sum(w for s, w in pairs if s is not None)
    mean = sum(w * s for s, w in pairs if s is not None)
    coverage = known / total
    lo = 100 * mean / total
    return [100 * mean / known if coverage >= enough else None, lo, lo + 100 * (1 - coverage)]


def adoption(i):
    kind = TYPE[i]
    signals = {"model": [("providersServing", 2), ("downloads", 3)], "mcp": [("downloads", 3), ("registriesListing", 1)]}.get(
        kind, [("downloads", 3), ("dependents", 3), ("contributors", 1), ("stars", 1)])
    pairs = []
    for key, weight in signals:
        f, peers = numeric(i, key), population(kind, key)
        pairs.append((rank(number(f["value"]), peers) if f and len(peers) >= 30 else None, weight))
    return weighted(pairs, 0.5)


def evidence(i):
    status = [c["status"] for c in CLAIMS.get(i, [])]
    good = status.count("VERIFIED")
    bad = status.count("REFUTED") + status.count("CONTRADICTORY")
    rest = len(status) - good - bad

    def laplace(g, b):
        return 100 * (g + 1) / (g + b + 2)
    return [laplace(good, bad) if good + bad >= 5 else None] + ([laplace(good, bad + rest), laplace(good + rest, bad)] if status else [0, 100])


RESULTS = defaultdict(list)
for found in BENCHMARKS.values():
    for b in found:
        RESULTS[b["name"], b["version"], b["metric"]].append(float(b["value"]))


def quality(i):
    if TYPE[i] != "model":
        weights = [("hasTests", 10), ("hasCi", 7.5), ("hasSecurityPolicy", 5), ("hasLicence", 2.5), ("hasDocumentation", 2.5)]
        facts = [(first(i, key), w) for key, w in weights]
        return weighted([(None if f is None else float(f["value"] == "true"), w) for f, w in facts], 0.5)
    best = {}
    for b in BENCHMARKS.get(i, []):
        key = b["name"], b["version"], b["metric"]
        if b["date"] and len(RESULTS[key]) >= 30:
            best[key] = max(best.get(key, -math.inf), float(b["value"]))
    return weighted([(rank(v, RESULTS[k]), 1) for k, v in best.items()] or [(None, 1)], 0.5)


def is_date(text):
    return len(text) == 10 and text[4] == text[7] == "-"


def days(start, end):
    return max(0, (end - start).days)


def maintenance(i):
    if TYPE[i] == "model":
        if first(i, "status", lambda v: v == "deprecated"):
            return [0, 0, 0]
        f = first(i, "updated", is_date) or first(i, "released", is_date)
        if not f:
            return [None, 0, 100]
        score = 100 * 2 ** (-days(datetime.date.fromisoformat(f["value"]), DAY) / 365)
        return [score, score, score]
    last = first(i, "lastCommit", is_date)
    if not last:
        return [None, 0, 100]
    seen = datetime.date.fromisoformat(date(last["source"]))
    idle = days(datetime.date.fromisoformat(last["value"]), min(seen, DAY))
    since = days(seen, DAY)

    def log(key, most):
        f = numeric(i, key)
        return min(1, math.log(1 + number(f["value"])) / math.log(1 + most)) if f else None
    value, lo, hi = weighted([(2 ** (-idle / 90), 0.60), (log("commits90d", 2000), 0.25), (log("authors", 1500), 0.15)], 1)
    lo -= 60 * (2 ** (-idle / 90) - 2 ** (-(idle + since) / 90))
    return [None if since > 365 else value, lo, hi]


def page_rank():
    out = defaultdict(set)
    for _, r in rows("relation"):
        if r["kind"] in ("integrates", "depends-on", "served-by") and r["from"].split("/")[0] != r["to"].split("/")[0]:
            a, b = (r["to"], r["from"]) if r["kind"] == "served-by" else (r["from"], r["to"])
            out[a].add(b)
    nodes = sorted(set(out) | {b for to in out.values() for b in to})
    value = {n: 1 / len(nodes) for n in nodes}
    for _ in range(50):
        loose = sum(value[n] for n in nodes if not out.get(n))
        new = {n: (0.15 + 0.85 * loose) / len(nodes) for n in nodes}
        for n in nodes:
            for to in out.get(n, ()):
                new[to] += 0.85 * value[n] / len(out[n])
        value = new
    # Sums of the same numbers in another order differ in their last bits.
    return {n: round(v, 12) for n, v in value.items()}


PAGE_RANK = page_rank()


def ecosystem(i):
    if i not in PAGE_RANK or len(PAGE_RANK) < 30:
        return [None, 0, 100]
    score = 100 * rank(PAGE_RANK[i], PAGE_RANK.values())
    return [score, score, score]


SCORES = dict(adoption=adoption, ecosystem=ecosystem, evidence=evidence, maintenance=maintenance, match=lambda i: [None, 0, 100], quality=quality)
json.dump({i: {name: score(i) for name, score in SCORES.items()} for i in sys.stdin.read().splitlines()}, sys.stdout)
