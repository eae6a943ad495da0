# SPDX-License-Identifier: Apache-2.0
"""A second verifier of Suyuan's files, written from docs/spec alone."""
