#!/bin/sh
# One measurement: sh measure.sh NAME
# Starts the load, writes the replicas every five seconds into NAME-replicas.csv, and the
# requests, one line each, into NAME.jsonl.
set -eu
name=$1
ns=ai-infra-learning

kubectl delete job load -n "$ns" --ignore-not-found
kubectl apply -f load.yaml
began=$(date +%s)
echo "second,replicas,ready" > "$name-replicas.csv"
while :; do
  counts=$(kubectl get deployment sim -n "$ns" -o jsonpath='{.status.replicas},{.status.readyReplicas}')
  echo "$(($(date +%s) - began)),$counts" >> "$name-replicas.csv"
  ended=$(kubectl get job load -n "$ns" -o jsonpath='{.status.succeeded}{.status.failed}')
  if [ -n "$ended" ]; then break; fi
  sleep 5
done
kubectl logs -n "$ns" job/load > "$name.jsonl"
tail -n 1 "$name-replicas.csv"
wc -l "$name.jsonl"
