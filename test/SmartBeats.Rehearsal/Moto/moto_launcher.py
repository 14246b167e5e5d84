"""Starts moto_server with one defect of moto 5.2.1 cured.

Starting an execution copies the state machine, deeply, executions included; one of those holds a lock, which cannot be
copied: so the second execution of a region never starts. What the copy is for (the definition staying as it was) needs
no more than a shallow one.
"""

import copy
import sys

from moto.server import main
from moto.stepfunctions.models import StateMachine


def shallow(machine, memo):
    twin = copy.copy(machine)
    twin.executions = []
    return twin


def copy_of(machine):
    twin = machine.__class__.__new__(machine.__class__)
    twin.__dict__.update(machine.__dict__)
    return twin


StateMachine.__copy__ = copy_of
StateMachine.__deepcopy__ = shallow

if __name__ == "__main__":
    main(sys.argv[1:])
