"""Back the service up, delete it, bring it back, and time it.

    python3 drill.py --url http://127.0.0.1:8080

Everything listed in KINDS goes, in the namespace of the lab only. The gateway, the
monitoring and the namespace itself stay. Writes backup.json and restore-report.json.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import subprocess
import time
import urllib.request

NAMESPACE = "ai-infra-learning"
KINDS = [
    "deployments.apps",
    "services",
    "poddisruptionbudgets.policy",
    "networkpolicies.networking.k8s.io",
    "resourcequotas",
    "httproutes.gateway.networking.k8s.io",
    "scaledobjects.keda.sh",
    "servicemonitors.monitoring.coreos.com",
    "prometheusrules.monitoring.coreos.com",
    "roles.rbac.authorization.k8s.io",
    "rolebindings.rbac.authorization.k8s.io",
]
# What the server fills in for one life of an object, and must not be told.
OF_THE_SERVER = ["uid", "resourceVersion", "creationTimestamp", "generation"]
OF_THE_SERVER += ["managedFields", "finalizers", "deletionTimestamp"]
LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"


def kubectl(*words):
    done = subprocess.run(
        ["kubectl", *words], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def cleaned(thing):
    """Keep what somebody asked for, and leave out what the cluster made of it."""
    meta = thing["metadata"]
    for name in OF_THE_SERVER:
        meta.pop(name, None)
    meta.get("annotations", {}).pop(LAST_APPLIED, None)
    thing.pop("status", None)
    for name in ("clusterIP", "clusterIPs"):
        if thing["kind"] == "Service" and thing["spec"].get(name) not in ("None", None):
            thing["spec"].pop(name)
    return thing


def now():
    moment = datetime.datetime.now(datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def answers(url):
    try:
        with urllib.request.urlopen(f"{url}/v1/models", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    given = parser.parse_args()
    if not answers(given.url):
        raise SystemExit(f"{given.url} does not answer: forward the gateway first")
    found = json.loads(kubectl("get", ",".join(KINDS), "-n", NAMESPACE, "-o", "json"))
    things = [
        cleaned(thing)
        for thing in found["items"]
        if not thing["metadata"].get("ownerReferences")
    ]
    text = json.dumps({"apiVersion": "v1", "kind": "List", "items": things}, indent=1)
    backup = pathlib.Path("backup.json")
    backup.write_text(text)
    names = {f"{thing['kind']}/{thing['metadata']['name']}" for thing in things}
    print(f"backup.json: {len(things)} objects")

    started = now()
    time.sleep(1)  # the cluster tells the time to the second
    kubectl("delete", "-f", "backup.json", "--wait")
    while answers(given.url):
        time.sleep(1)
    print("the service is gone")

    kubectl("apply", "-f", "backup.json")
    for name in sorted(names):
        if name.startswith("Deployment/"):
            kubectl("rollout", "status", name.lower(), "-n", NAMESPACE)
    while not answers(given.url):
        time.sleep(1)
    report = {
        "drillStarted": started,
        "serviceBack": now(),
        "restoredObjects": len(things),
        "backupSha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    pathlib.Path("restore-report.json").write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
