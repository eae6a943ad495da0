# SPDX-License-Identifier: Apache-2.0
"""Walks in a Merkle Patricia trie whose nodes are given as a set (EIP-1186)."""

from .hashes import keccak
from .rlp import Item, decode, encode
from .strict_json import Refused

EMPTY_ROOT = keccak(b"\x80")


class Missing(Exception):
    """A node that the walk needs is not among those given."""


class Trie:
    """The nodes of all proofs; remembers which were walked."""

    def __init__(self, nodes: list[bytes]) -> None:
        self.nodes = {keccak(node): node for node in nodes}
        self.walked: set[bytes] = set()

    def get(self, root: bytes, key: bytes) -> bytes | None:
        """The value at keccak(key), None where its absence is proven; Missing, or Refused."""
        path = keccak(key).hex()
        if root == EMPTY_ROOT:
            return None
        node, below_extension = self._load(root), False
        while True:
            if len(node) == 17:
                taken, child = path[0], node[int(path[0], 16)]
            else:
                taken, leaf, child = *_path(node[0]), node[1]
                if below_extension:
                    raise Refused("trie-invalid")
                if leaf:
                    return child if path == taken else None  # type: ignore[return-value]
                if not path.startswith(taken):
                    return None
            below_extension = len(node) == 2
            path = path[len(taken):]
            if child == b"":
                return None
            node = self._load(child) if isinstance(child, bytes) else _shape(child, True)

    def _load(self, reference: bytes) -> list[Item]:
        if len(reference) != 32:
            raise Refused("trie-invalid")
        if reference not in self.nodes:
            raise Missing
        self.walked.add(reference)
        return _shape(decode(self.nodes[reference]), False)


def _shape(node: Item, inline: bool) -> list[Item]:
    if not isinstance(node, list) or len(node) not in (2, 17) or (
            inline and len(encode(node)) > 31):
        raise Refused("trie-invalid")
    if len(node) == 17:
        if node[16] != b"" or sum(item != b"" for item in node) < 2:
            raise Refused("trie-invalid")
        for item in node[:16]:
            _reference(item)
    else:
        nibbles, leaf = _path(node[0])
        if leaf and (not isinstance(node[1], bytes) or not node[1]):
            raise Refused("trie-invalid")
        if not leaf and (not nibbles or node[1] == b""):
            raise Refused("trie-invalid")
        if not leaf:
            _reference(node[1])
    return node


def _reference(item: Item) -> None:
    if isinstance(item, bytes) and len(item) not in (0, 32):
        raise Refused("trie-invalid")


def _path(item: Item) -> tuple[str, bool]:
    if not isinstance(item, bytes) or not item or item[0] > 0x3F or (
            item[0] < 0x40 and not item[0] & 0x10 and item[0] & 0x0F):
        raise Refused("trie-invalid")
    nibbles = item.hex()
    return nibbles[1 if item[0] & 0x10 else 2:], bool(item[0] & 0x20)
