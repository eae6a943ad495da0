# SPDX-License-Identifier: Apache-2.0
"""Hashes, Merkle paths (RFC 9162, 2.1) and the address that a secp256k1 signature recovers to."""

import hashlib
from typing import IO, Any

from coincurve import PublicKey
from Crypto.Hash import keccak as _keccak
from cryptography.hazmat.primitives.hashes import SM3, Hash


def sha256(*parts: bytes) -> bytes:
    """SHA-256 of the parts put together."""
    return hashlib.sha256(b"".join(parts)).digest()


def keccak(*parts: bytes) -> bytes:
    """Keccak-256 as Ethereum has it."""
    return _keccak.new(digest_bits=256, data=b"".join(parts)).digest()


def digest_of(stream: IO[bytes], salt: bytes = b"") -> dict[str, Any]:
    """Both hashes and the length of a stream, in one pass (canonical.md, rule 9)."""
    sha, sm3, size = hashlib.sha256(salt), Hash(SM3()), 0
    sm3.update(salt)
    while block := stream.read(1 << 20):
        sha.update(block)
        sm3.update(block)
        size += len(block)
    return {"bytes": size, "sha256": sha.digest(), "sm3": sm3.finalize()}


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\0", data)


def tree_root(leaves: list[bytes]) -> bytes:
    """The root over leaf data, at least one, by the recursive definition."""
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1", tree_root(leaves[:split]), tree_root(leaves[split:]))


def path_leads(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether the path leads from a leaf hash at `index` to the root of `size` leaves."""
    node, last = leaf, size - 1
    if index > last:
        return False
    for beside in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = sha256(b"\1", beside, node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha256(b"\1", node, beside)
        index, last = index >> 1, last >> 1
    return last == 0 and node == root


def recover(digest: bytes, r_s: bytes, parity: int) -> bytes | None:
    """The address whose key made the signature, or None where there is none."""
    try:
        key = PublicKey.from_signature_and_message(r_s + bytes([parity]), digest, hasher=None)
    except Exception:  # the library names no closed set of errors
        return None
    return keccak(key.format(compressed=False)[1:])[12:]
