"""What "depsec doctor --try-block" tries to install. It has the shape of malware and nothing else of it: all it would do is end pip with a sentence."""
import base64

from setuptools import setup

exec(base64.b64decode("cmFpc2UgU3lzdGVtRXhpdCgidGhlIHNhbXBsZSBvZiBkZXBzZWMgZG9jdG9yIC0tdHJ5LWJsb2NrIGhhcyBydW46IG5vdGhpbmcgc3RvcHBlZCBpdCIp"))
setup()
