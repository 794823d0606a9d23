"""The examples for compose and Kubernetes fit the service: settings that exist, probes that answer, time enough to stop."""

from pathlib import Path

import yaml

from ipofacts.service.openapi import written
from ipofacts.service.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
PATHS = written()


def seconds(name: str, environment: dict[str, str]) -> float:
    return float(environment[PREFIX + name])


def known(environment: dict[str, str]) -> bool:
    return all(name.removeprefix(PREFIX).lower() in Settings.model_fields for name in environment)


def test_kubernetes():
    documents = list(yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8")))
    assert [document["kind"] for document in documents] == ["Deployment", "Service", "PodDisruptionBudget"]
    pod = documents[0]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    environment = {variable["name"]: variable.get("value", "") for variable in container["env"]}
    assert known(environment)
    assert seconds("DRAIN_DELAY", environment) + seconds("SHUTDOWN_TIMEOUT", environment) < pod["terminationGracePeriodSeconds"]
    readiness = container["readinessProbe"]
    assert readiness["periodSeconds"] * readiness["failureThreshold"] < seconds("DRAIN_DELAY", environment)
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert f'"{container[probe]["httpGet"]["path"]}"' in PATHS
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert pod["securityContext"]["runAsNonRoot"]
    assert documents[1]["spec"]["selector"] == documents[0]["spec"]["template"]["metadata"]["labels"]


def test_compose():
    service = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))["services"]["ipofacts"]
    environment = service["environment"]
    assert known(environment)
    grace = float(service["stop_grace_period"].removesuffix("s"))
    assert seconds("DRAIN_DELAY", environment) + seconds("SHUTDOWN_TIMEOUT", environment) < grace
    assert (service["read_only"], service["cap_drop"], service["user"]) == (True, ["ALL"], "10001:10001")


def test_the_image_runs_as_nobody_in_particular():
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "\nUSER 10001:10001\n" in image
    given = [word for word in image.split() if word.startswith(PREFIX) and "=" in word]
    assert known(dict(word.split("=", 1) for word in given))
