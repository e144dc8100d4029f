"""A registry for one learner on one machine, in the standard library.

It speaks the part of the OCI distribution API that the labs use: push and pull of
blobs and manifests, tags, and the referrers list. No login, no TLS, no clean-up of
old data: use it for nothing else.

    python3 tiny_registry.py [--port 5001] [--folder registry-data]
"""

import argparse
import hashlib
import json
import re
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

INDEX = "application/vnd.oci.image.index.v1+json"
NAME = r"/v2/([a-z0-9][a-z0-9._/-]*)"
DIGEST = r"sha256:[0-9a-f]{64}"
REFERENCE = rf"(\w[\w.-]*|{DIGEST})"  # a tag or a digest


def digest_of(data):
    """Name bytes by their SHA-256, as registries do."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


class Registry(BaseHTTPRequestHandler):
    """Answers one request; `folder` is where everything is kept."""

    protocol_version = "HTTP/1.1"
    folder = Path("registry-data")

    def do_GET(self):
        path = urlsplit(self.path).path
        if path == "/v2/":
            return self.answer(200, b"{}", "application/json")
        if found := re.fullmatch(f"{NAME}/blobs/({DIGEST})", path):
            return self.give(self.blob(found[2]), "application/octet-stream", found[2])
        if found := re.fullmatch(f"{NAME}/manifests/{REFERENCE}", path):
            return self.give_manifest(found[1], found[2])
        if found := re.fullmatch(f"{NAME}/referrers/({DIGEST})", path):
            return self.give_referrers(found[1], found[2])
        if found := re.fullmatch(f"{NAME}/tags/list", path):
            tags = sorted(file.name for file in self.tags(found[1]).glob("*"))
            body = {"name": found[1], "tags": tags}
            return self.answer(200, json.dumps(body).encode(), "application/json")
        return self.refuse(404, "NAME_UNKNOWN")

    def do_HEAD(self):
        self.do_GET()  # `answer` leaves the body out

    def do_POST(self):
        body = self.body()
        url = urlsplit(self.path)
        found = re.fullmatch(f"{NAME}/blobs/uploads/?", url.path)
        if not found:
            return self.refuse(404, "NAME_UNKNOWN")
        asked = parse_qs(url.query)
        mount = asked.get("mount", [""])[0]
        if re.fullmatch(DIGEST, mount) and self.blob(mount).exists():
            return self.created(found[1], "blobs", mount)
        if "digest" in asked:
            return self.keep_blob(found[1], asked["digest"][0], body)
        name = uuid.uuid4().hex
        upload = self.upload(name)
        upload.parent.mkdir(parents=True, exist_ok=True)
        upload.write_bytes(body)
        where = f"/v2/{found[1]}/blobs/uploads/{name}"
        return self.answer(202, headers={"Location": where, "Range": "0-0"})

    def do_PATCH(self):
        body = self.body()
        found = re.fullmatch(f"{NAME}/blobs/uploads/([0-9a-f]+)", self.path)
        if not found or not self.upload(found[2]).exists():
            return self.refuse(404, "BLOB_UPLOAD_UNKNOWN")
        upload = self.upload(found[2])
        with upload.open("ab") as file:
            file.write(body)
        end = upload.stat().st_size - 1
        headers = {"Location": self.path, "Range": f"0-{end}"}
        return self.answer(202, headers=headers)

    def do_PUT(self):
        body = self.body()
        url = urlsplit(self.path)
        if found := re.fullmatch(f"{NAME}/blobs/uploads/([0-9a-f]+)", url.path):
            upload = self.upload(found[2])
            if not upload.exists():
                return self.refuse(404, "BLOB_UPLOAD_UNKNOWN")
            data = upload.read_bytes() + body
            upload.unlink()
            digest = parse_qs(url.query).get("digest", [""])[0]
            return self.keep_blob(found[1], digest, data)
        if found := re.fullmatch(f"{NAME}/manifests/{REFERENCE}", url.path):
            return self.keep_manifest(found[1], found[2], body)
        return self.refuse(404, "NAME_UNKNOWN")

    # What is kept

    def blob(self, digest):
        return self.folder / "blobs" / digest.replace(":", "-")

    def upload(self, name):
        return self.folder / "uploads" / name

    def tags(self, name):
        return self.folder / "tags" / name.replace("/", "%2F")

    def manifests(self, name):
        return self.folder / "manifests" / name.replace("/", "%2F")

    def keep_blob(self, name, digest, data):
        # The point of the whole protocol: a name that does not fit is refused.
        if digest_of(data) != digest:
            return self.refuse(400, "DIGEST_INVALID")
        file = self.blob(digest)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return self.created(name, "blobs", digest)

    def keep_manifest(self, name, reference, data):
        try:
            manifest = json.loads(data)
        except ValueError:
            return self.refuse(400, "MANIFEST_INVALID")
        digest = digest_of(data)
        if ":" in reference and reference != digest:
            return self.refuse(400, "DIGEST_INVALID")
        parts = [manifest.get("config"), *manifest.get("layers", [])]
        for part in filter(None, parts):
            if not self.blob(part["digest"]).exists():
                return self.refuse(404, "MANIFEST_BLOB_UNKNOWN")
        file = self.manifests(name) / digest.replace(":", "-")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        if ":" not in reference:
            tag = self.tags(name) / reference
            tag.parent.mkdir(parents=True, exist_ok=True)
            tag.write_text(digest, encoding="utf-8")
        subject = manifest.get("subject")
        extra = {"OCI-Subject": subject["digest"]} if subject else {}
        return self.created(name, "manifests", digest, extra)

    # What is given

    def give_manifest(self, name, reference):
        tag = self.tags(name) / reference
        if ":" not in reference and tag.exists():
            reference = tag.read_text(encoding="utf-8")
        file = self.manifests(name) / reference.replace(":", "-")
        kind = "application/json"
        if file.exists():
            kind = json.loads(file.read_bytes()).get("mediaType", kind)
        return self.give(file, kind, reference)

    def give_referrers(self, name, digest):
        found = []
        for file in sorted(self.manifests(name).glob("*")):
            data = file.read_bytes()
            manifest = json.loads(data)
            if manifest.get("subject", {}).get("digest") != digest:
                continue
            one = {
                "mediaType": manifest["mediaType"],
                "digest": digest_of(data),
                "size": len(data),
                "artifactType": manifest.get("artifactType")
                or manifest["config"]["mediaType"],
            }
            if "annotations" in manifest:
                one["annotations"] = manifest["annotations"]
            found.append(one)
        index = {"schemaVersion": 2, "mediaType": INDEX, "manifests": found}
        return self.answer(200, json.dumps(index).encode(), INDEX)

    def give(self, file, kind, digest):
        if not file.exists():
            what = "BLOB" if file.parent.name == "blobs" else "MANIFEST"
            return self.refuse(404, f"{what}_UNKNOWN")
        headers = {"Docker-Content-Digest": digest}
        return self.answer(200, file.read_bytes(), kind, headers)

    # HTTP

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            data = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                data += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return data
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def created(self, name, what, digest, extra=()):
        headers = {
            "Location": f"/v2/{name}/{what}/{digest}",
            "Docker-Content-Digest": digest,
            **dict(extra),
        }
        return self.answer(201, headers=headers)

    def refuse(self, status, code):
        body = {"errors": [{"code": code, "message": code.lower().replace("_", " ")}]}
        return self.answer(status, json.dumps(body).encode(), "application/json")

    def answer(self, status, body=b"", kind=None, headers=()):
        self.send_response(status)
        for key, value in dict(headers).items():
            self.send_header(key, value)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def main():
    """Serve until ^C."""
    parser = argparse.ArgumentParser(description="A registry for the labs.")
    parser.add_argument("--port", type=int, default=5001)
    parser.add_argument("--folder", type=Path, default=Registry.folder)
    given = parser.parse_args()
    Registry.folder = given.folder
    server = ThreadingHTTPServer(("127.0.0.1", given.port), Registry)
    print(f"registry on localhost:{given.port}, data in {given.folder}; ^C ends it")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("ended")


if __name__ == "__main__":
    main()
