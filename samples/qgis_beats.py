"""A QGIS processing script: beats of a layer of areas and a file of calls, by the command smartbeats.

Put it into Processing > Toolbox > Scripts > Add Script to Toolbox. The command must be on the path, or named in the field.
"""
import json
import os
import subprocess
import tempfile

try:
    from qgis.core import (
        QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingParameterFile, QgsProcessingParameterFolderDestination,
        QgsProcessingParameterNumber, QgsProcessingParameterString)
except ImportError:  # outside QGIS only the command line is of use
    QgsProcessingAlgorithm = object


def build_command(program, areas, calls, beats, time_zone, output):
    """The command line of one design; a time zone of "" leaves it to city.json beside the files."""
    zone = ["--time-zone", time_zone] if time_zone else []
    return [program, "design", areas, calls, "--beats", str(beats), "--also", "gpkg", "--json", "-o", output, *zone]


def run(command):
    """The plan that the command prints; a fault is what it says, in one line."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


class DesignBeats(QgsProcessingAlgorithm):
    """Areas and calls in, plan.gpkg with its styles out."""

    def createInstance(self):
        return DesignBeats()

    def name(self):
        return "designbeats"

    def displayName(self):
        return "Design patrol beats"

    def initAlgorithm(self, config=None):
        self.addParameter(QgsProcessingParameterFile("AREAS", "Map of areas (zip, GeoJSON or GeoPackage)"))
        self.addParameter(QgsProcessingParameterFile("CALLS", "Calls for service"))
        self.addParameter(QgsProcessingParameterNumber("BEATS", "Beats", defaultValue=12, minValue=1))
        self.addParameter(QgsProcessingParameterString("ZONE", "Time zone, such as America/Phoenix", defaultValue="", optional=True))
        self.addParameter(QgsProcessingParameterString("PROGRAM", "The command", defaultValue="smartbeats"))
        self.addParameter(QgsProcessingParameterFolderDestination("OUTPUT", "Folder for the plan"))

    def processAlgorithm(self, parameters, context, feedback):
        output = self.parameterAsString(parameters, "OUTPUT", context) or tempfile.mkdtemp(prefix="beats-")
        command = build_command(*[self.parameterAsString(parameters, name, context) for name in ("PROGRAM", "AREAS", "CALLS")],
                                self.parameterAsInt(parameters, "BEATS", context), self.parameterAsString(parameters, "ZONE", context), output)
        try:
            plan = run(command)
        except RuntimeError as fault:
            raise QgsProcessingException(str(fault)) from fault
        feedback.pushInfo(f"{plan['city']['name']}: largest deviation {plan['measures']['maxDeviation']:.2%}")
        return {"OUTPUT": os.path.join(output, "plan.gpkg")}
