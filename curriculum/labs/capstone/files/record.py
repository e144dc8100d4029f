"""Put the state of the platform on file, and its hash beside it.

    python3 record.py

Writes cluster-state.json, as `kubectl get ... -o json` prints it, and
cluster-state.json.sha256 in the form that sha256sum reads.
"""

import hashlib
import json
import pathlib
import subprocess

NAMESPACE = "ai-infra-learning"
KINDS = [
    "deployments.apps",
    "services",
    "poddisruptionbudgets.policy",
    "horizontalpodautoscalers.v2.autoscaling",
    "networkpolicies.networking.k8s.io",
    "resourcequotas",
    "httproutes.gateway.networking.k8s.io",
    "servicemonitors.monitoring.coreos.com",
    "prometheusrules.monitoring.coreos.com",
]


def main():
    command = ["kubectl", "get", ",".join(KINDS), "-n", NAMESPACE, "-o", "json"]
    state = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    path = pathlib.Path("cluster-state.json")
    path.write_bytes(state)
    digest = hashlib.sha256(state).hexdigest()
    pathlib.Path(f"{path}.sha256").write_text(f"{digest}  {path}\n")
    kinds = sorted({thing["kind"] for thing in json.loads(state)["items"]})
    print(f"{path}: {', '.join(kinds)}")


if __name__ == "__main__":
    main()
