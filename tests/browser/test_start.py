"""Starting the server: it refuses what would be unsafe."""

import subprocess
import sys

import pytest

from tests.browser.server import ROOT, free_port


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--server.address", "0.0.0.0"], "sign-in"),
        (["--server.enableCORS", "false", "--server.enableXsrfProtection", "false"], "enableCORS"),
        (["--server.enableXsrfProtection", "false"], "enableXsrfProtection"),
    ],
)
def test_refuses(tmp_path, option, words):
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", str(free_port())]
    env = {"RAPPORT_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run(
        [*command, *option], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert words in done.stderr + done.stdout
