#!/bin/sh
# Take a CPU profile of the namespace for half a minute. It needs Inspektor Gadget, as in the eBPF lab.
set -eu
cd "$(dirname "$0")"
mkdir -p profiles
kubectl gadget run profile_cpu:{{gadget}} -n ai-infra-learning --timeout 30 --map-fetch-interval 0 \
  -o json > "profiles/cpu-$(date -u +%Y%m%dT%H%M%SZ).jsonl"
ls -l profiles
