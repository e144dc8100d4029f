"""Push, attach, read and pull artifacts of a local registry, in the standard library.

The commands are named like those of oras, and so are their arguments, so that each
line can be tried with both. Plain HTTP and no login: for localhost only.

    python3 oci.py push REF --artifact-type TYPE [-C FOLDER] FILE:TYPE...
                        [--config FILE:TYPE] [--annotation-file FILE]
    python3 oci.py attach REF --artifact-type TYPE FILE:TYPE
    python3 oci.py tag REF NEWTAG
    python3 oci.py manifest REF [-o FILE]      python3 oci.py config REF [-o FILE]
    python3 oci.py referrers REF
    python3 oci.py pull REF -o FOLDER          python3 oci.py copy REF -o LAYOUT

REF is HOST:PORT/NAME:TAG or HOST:PORT/NAME@sha256:...
"""

import argparse
import hashlib
import json
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
EMPTY = "application/vnd.oci.empty.v1+json"
TITLE = "org.opencontainers.image.title"
FILEPATH = "org.cncf.model.filepath"

# A proxy has no business with localhost.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def digest_of(data):
    """Name bytes by their SHA-256, as registries do."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def describe(data, kind, **more):
    """Make the descriptor of some bytes: type, digest, size."""
    return {"mediaType": kind, "digest": digest_of(data), "size": len(data), **more}


class Repository:
    """One repository of a registry, and the tag or digest that REF names."""

    def __init__(self, ref):
        found = re.fullmatch(r"([^/]+)/(.+?)(?:@(sha256:[0-9a-f]{64})|:([\w.-]+))", ref)
        if not found:
            sys.exit(f"oci.py: not HOST:PORT/NAME:TAG or NAME@sha256:…: {ref}")
        self.base = f"http://{found[1]}/v2/{found[2]}/"
        self.name = f"{found[1]}/{found[2]}"
        self.reference = found[3] or found[4]

    def call(self, method, path, data=None, headers=None, ok=(200,)):
        """Send one request; give status, headers and body."""
        url = urljoin(self.base, path)
        request = urllib.request.Request(url, data, headers or {}, method=method)
        try:
            with opener.open(request, timeout=20) as answer:
                status, headers, body = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            status, headers, body = error.code, error.headers, error.read()
        except urllib.error.URLError as error:
            sys.exit(f"oci.py: no registry at {url}: {error.reason}")
        if status not in ok:
            text = body.decode(errors="replace").strip()
            sys.exit(f"oci.py: {method} {url}: status {status} {text}")
        return status, headers, body

    def put_blob(self, data):
        """Store bytes under their digest, unless the registry has them."""
        digest = digest_of(data)
        if self.call("HEAD", f"blobs/{digest}", ok=(200, 404))[0] == 200:
            return
        _, headers, _ = self.call("POST", "blobs/uploads/", b"", ok=(202,))
        where = headers["Location"]
        where += ("&" if "?" in where else "?") + "digest=" + digest
        kind = {"Content-Type": "application/octet-stream"}
        self.call("PUT", where, data, kind, ok=(201,))

    def put_manifest(self, manifest, reference=None):
        """Store a manifest by its digest, or under a tag as well."""
        data = json.dumps(manifest).encode()
        kind = {"Content-Type": manifest["mediaType"]}
        where = f"manifests/{reference or digest_of(data)}"
        _, headers, _ = self.call("PUT", where, data, kind, ok=(201,))
        return data, headers

    def manifest(self, reference=None, ok=(200,)):
        """Fetch the bytes of a manifest, and make sure that they are the right ones."""
        accept = {"Accept": f"{MANIFEST}, {INDEX}"}
        where = f"manifests/{reference or self.reference}"
        status, _, data = self.call("GET", where, headers=accept, ok=ok)
        reference = reference or self.reference
        if status == 200 and ":" in reference and digest_of(data) != reference:
            sys.exit(f"oci.py: the registry gave other bytes than {reference}")
        return data if status == 200 else None

    def blob(self, part):
        """Fetch a blob, and make sure that its bytes fit its digest."""
        data = self.call("GET", f"blobs/{part['digest']}")[2]
        if digest_of(data) != part["digest"]:
            sys.exit(f"oci.py: the registry gave other bytes than {part['digest']}")
        return data

    def referrers(self, digest):
        """List who points to a manifest, by the API or by its fallback tag."""
        status, _, data = self.call("GET", f"referrers/{digest}", ok=(200, 404))
        if status == 200:
            return "referrers API", json.loads(data)["manifests"]
        tag = digest.replace(":", "-")
        data = self.manifest(tag, ok=(200, 404))
        return f"tag {tag}", json.loads(data)["manifests"] if data else []


def split(text):
    """Take FILE:TYPE apart."""
    path, mark, kind = text.partition(":")
    if not mark or "/" not in kind:
        sys.exit(f"oci.py: not FILE:TYPE: {text}")
    return path, kind


def push(given):
    """Push files as the layers of one artifact."""
    repository = Repository(given.ref)
    notes = {}
    if given.annotation_file:
        notes = json.loads(Path(given.annotation_file).read_text(encoding="utf-8"))
    config, kind = b"{}", EMPTY
    if given.config:
        path, kind = split(given.config)
        config = Path(path).read_bytes()
    repository.put_blob(config)
    layers = []
    for path, layer_kind in map(split, given.files):
        data = (Path(given.folder) / path).read_bytes()
        repository.put_blob(data)
        annotations = {TITLE: path, **notes.get(path, {})}
        layers.append(describe(data, layer_kind, annotations=annotations))
    manifest = {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "artifactType": given.artifact_type,
        "config": describe(config, kind),
        "layers": layers,
    }
    data, _ = repository.put_manifest(manifest, repository.reference)
    print(f"pushed {given.ref}")
    print(f"digest {digest_of(data)}")


def attach(given):
    """Push a small artifact whose subject is another one."""
    repository = Repository(given.ref)
    subject = repository.manifest()
    path, kind = split(given.files[0])
    content = Path(path).read_bytes()
    repository.put_blob(b"{}")
    repository.put_blob(content)
    manifest = {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "artifactType": given.artifact_type,
        "config": describe(b"{}", EMPTY),
        "layers": [describe(content, kind, annotations={TITLE: Path(path).name})],
        "subject": describe(subject, MANIFEST),
    }
    data, headers = repository.put_manifest(manifest)
    digest = digest_of(subject)
    if not headers.get("OCI-Subject"):
        # An older registry keeps no list of referrers: the client keeps it, as a tag.
        tag = digest.replace(":", "-")
        found = repository.manifest(tag, ok=(200, 404))
        old = json.loads(found)["manifests"] if found else []
        new = describe(data, MANIFEST, artifactType=given.artifact_type)
        listed = [one for one in old if one["digest"] != new["digest"]] + [new]
        index = {"schemaVersion": 2, "mediaType": INDEX, "manifests": listed}
        repository.put_manifest(index, tag)
    print(f"attached to {repository.name}@{digest}")
    print(f"digest {digest_of(data)}")


def tag(given):
    """Let a further tag point to a manifest."""
    repository = Repository(given.ref)
    manifest = repository.manifest()
    kind = {"Content-Type": json.loads(manifest)["mediaType"]}
    repository.call("PUT", f"manifests/{given.files[0]}", manifest, kind, ok=(201,))
    print(f"{repository.name}:{given.files[0]} is {digest_of(manifest)}")


def referrers(given):
    """Tell what points to an artifact; each one's own manifest is read."""
    repository = Repository(given.ref)
    subject = repository.manifest()
    found_by, listed = repository.referrers(digest_of(subject))
    found = []
    for one in listed:
        manifest = json.loads(repository.manifest(one["digest"]))
        found.append(
            {
                "digest": one["digest"],
                "artifactType": manifest.get("artifactType")
                or manifest["config"]["mediaType"],
                "subject": manifest["subject"]["digest"],
                "layers": manifest["layers"],
            }
        )
    told = {
        "reference": given.ref,
        "digest": digest_of(subject),
        "layers": json.loads(subject)["layers"],
        "foundBy": found_by,
        "referrers": found,
    }
    print(json.dumps(told, indent=2))


def show(given):
    """Write manifest or config byte for byte."""
    repository = Repository(given.ref)
    data = repository.manifest()
    if given.command == "config":
        data = repository.blob(json.loads(data)["config"])
    if given.output:
        Path(given.output).parent.mkdir(parents=True, exist_ok=True)
        Path(given.output).write_bytes(data)
    else:
        sys.stdout.buffer.write(data)


def pull(given):
    """Write the layers as files, each after its digest was found right."""
    repository = Repository(given.ref)
    for layer in json.loads(repository.manifest())["layers"]:
        notes = layer.get("annotations", {})
        name = PurePosixPath(notes.get(FILEPATH) or notes.get(TITLE) or "")
        if not name.parts or name.is_absolute() or ".." in name.parts:
            sys.exit(f"oci.py: a layer names no path below the folder: {name}")
        file = Path(given.output, *name.parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(repository.blob(layer))
        print(f"{layer['digest']}  {name}")


def copy(given):
    """Write an OCI image layout: the whole artifact as a folder of files."""
    repository = Repository(given.ref)
    data = repository.manifest()
    manifest = json.loads(data)
    layout = Path(given.output)
    blobs = layout / "blobs" / "sha256"
    blobs.mkdir(parents=True, exist_ok=True)
    contents = [data, *map(repository.blob, [manifest["config"], *manifest["layers"]])]
    for content in contents:
        (blobs / digest_of(content).partition(":")[2]).write_bytes(content)
    name = {"org.opencontainers.image.ref.name": repository.reference}
    entry = describe(data, MANIFEST, annotations=name)
    index = {"schemaVersion": 2, "mediaType": INDEX, "manifests": [entry]}
    (layout / "index.json").write_text(json.dumps(index), encoding="utf-8")
    version = {"imageLayoutVersion": "1.0.0"}
    (layout / "oci-layout").write_text(json.dumps(version), encoding="utf-8")
    print(f"{len(contents)} blobs in {layout}, manifest {digest_of(data)}")


COMMANDS = {
    "push": push,
    "attach": attach,
    "tag": tag,
    "manifest": show,
    "config": show,
    "referrers": referrers,
    "pull": pull,
    "copy": copy,
}


def main():
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("ref")
    parser.add_argument("files", nargs="*", metavar="FILE:TYPE")
    parser.add_argument("-C", dest="folder", default=".")
    parser.add_argument("-o", "--output")
    parser.add_argument("--artifact-type")
    parser.add_argument("--annotation-file")
    parser.add_argument("--config")
    given = parser.parse_intermixed_args()
    makes = given.command in ("push", "attach")
    if makes and not (given.artifact_type and given.files):
        parser.error(f"{given.command} needs --artifact-type and FILE:TYPE")
    if given.command == "tag" and len(given.files) != 1:
        parser.error("tag needs the new tag")
    if given.command in ("pull", "copy") and not given.output:
        parser.error(f"{given.command} needs -o FOLDER")
    COMMANDS[given.command](given)


if __name__ == "__main__":
    main()
