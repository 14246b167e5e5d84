"""Writes what the command ships, as a CycloneDX 1.6 document: NuGet packages of the lock file, npm packages of the page's.

sbom.py VERSION
The .NET runtime that archives bring has notices of its own beside it. The same lock files give the same bytes: there is no time in it, and its serial number is made from its content.
"""
import base64
import hashlib
import json
import pathlib
import sys
import uuid
import xml.etree.ElementTree as xml

# A package that links to its licence and does not name it (ThirdPartyNotices has the same).
LINKED = {"K4os.Compression.LZ4/1.3.8": "MIT"}
ROOT = pathlib.Path(__file__).resolve().parents[2]


def nuget_packages():
    """Packages of the command's lock file that put a file beside the program."""
    assets = json.loads((ROOT / "src/SmartBeats.Cli/obj/project.assets.json").read_text())
    locked = json.loads((ROOT / "src/SmartBeats.Cli/packages.lock.json").read_text())["dependencies"]["net10.0"]
    libraries = next(iter(assets["targets"].values()))
    for name, library in sorted(libraries.items()):
        files = [file for kind in ("runtime", "native", "runtimeTargets") for file in library.get(kind, {})]
        if library["type"] != "package" or all(file.endswith("_._") for file in files):
            continue
        identity, version = name.split("/")
        entry = {
            "type": "library", "bom-ref": f"pkg:nuget/{identity}@{version}", "name": identity, "version": version,
            "purl": f"pkg:nuget/{identity}@{version}",
        }
        if identity in locked:
            entry["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(locked[identity]["contentHash"]).hex()}]
        if licence := licence_of(assets, name) or LINKED.get(name):
            entry["licenses"] = [{"expression": licence}]
        yield entry


def licence_of(assets, name):
    for folder in assets["packageFolders"]:
        for file in (pathlib.Path(folder) / assets["libraries"][name]["path"]).glob("*.nuspec"):
            for element in xml.parse(file).iter():
                if element.tag.endswith("}license") and element.get("type") == "expression":
                    return element.text
    return None


def npm_packages():
    """Packages that end in the page: those that are not of its development alone."""
    lock = json.loads((ROOT / "src/SmartBeats.Console/package-lock.json").read_text())["packages"]
    for path, package in sorted(lock.items()):
        if not path or package.get("dev") or package.get("devOptional") or package.get("optional"):
            continue
        name = path.split("node_modules/")[-1]
        purl = f"pkg:npm/{name.replace('@', '%40', 1)}@{package['version']}"
        entry = {"type": "library", "bom-ref": purl, "name": name, "version": package["version"], "purl": purl}
        if package.get("integrity", "").startswith("sha512-"):
            entry["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(package["integrity"][7:]).hex()}]
        if package.get("license"):
            entry["licenses"] = [{"expression": package["license"]}]
        yield entry


def main(version):
    components = [*nuget_packages(), *npm_packages()]
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": "smartbeats", "name": "smartbeats", "version": version,
                "licenses": [{"expression": "Apache-2.0"}],
            },
        },
        "components": components,
        "dependencies": [{"ref": "smartbeats", "dependsOn": [one["bom-ref"] for one in components]}],
    }
    digest = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).digest()
    document = {"bomFormat": document.pop("bomFormat"), "specVersion": document.pop("specVersion"),
                "serialNumber": f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}", **document}
    print(json.dumps(document, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
