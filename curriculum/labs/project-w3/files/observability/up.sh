#!/bin/sh
# Bring a fresh kind cluster to the state that this folder describes.
#
#   sh observability/up.sh
#
# It expects manifests/ and dashboards/ beside it. Nothing else may be needed: what
# you did by hand and what is not here will be missing on the next cluster.
set -eu
cd "$(dirname "$0")"

kind create cluster --name w3

if [ ! -d kube-prometheus ]; then
  git clone --depth 1 --branch {{kube-prometheus}} \
    https://github.com/prometheus-operator/kube-prometheus
fi
kubectl apply --server-side -f kube-prometheus/manifests/setup
kubectl wait --for=condition=Established --all crd --timeout=120s
kubectl apply -f kube-prometheus/manifests/
# One replica of each is enough here.
kubectl patch prometheuses.monitoring.coreos.com k8s -n monitoring \
  --type merge -p '{"spec": {"replicas": 1}}'
kubectl patch alertmanagers.monitoring.coreos.com main -n monitoring \
  --type merge -p '{"spec": {"replicas": 1}}'

kubectl label nodes --all run.ai/simulated-gpu-node-pool=default --overwrite
kubectl create namespace gpu-operator
kubectl label namespace gpu-operator pod-security.kubernetes.io/enforce=privileged
helm upgrade -i gpu-operator oci://ghcr.io/run-ai/fake-gpu-operator/fake-gpu-operator \
  --namespace gpu-operator --version {{fake-gpu}}

kubectl create namespace ai-infra-learning
kubectl apply -f manifests/
kubectl rollout status deployment/sim -n ai-infra-learning --timeout=300s
kubectl rollout status deployment/grafana -n monitoring --timeout=300s

# Dashboards are files here. Grafana gets a copy.
kubectl port-forward -n monitoring service/grafana 3000 >/dev/null &
forward=$!
trap 'kill $forward' EXIT
until curl -s -o /dev/null http://127.0.0.1:3000/api/health; do sleep 2; done
for file in dashboards/*.json; do
  jq '{dashboard: (. + {id: null}), overwrite: true}' "$file" |
    curl -sf -u admin:admin -H 'Content-Type: application/json' -d @- \
      http://127.0.0.1:3000/api/dashboards/db
  echo
done
