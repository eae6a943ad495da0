# SPDX-License-Identifier: Apache-2.0
"""A verifier of Suyuan's files, written from docs/spec/ alone; README.md says how to read it."""
