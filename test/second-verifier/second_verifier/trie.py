# SPDX-License-Identifier: Apache-2.0
"""Walks in a Merkle Patricia trie whose nodes are given as a set (EIP-1186)."""

from .hashes import keccak
from .rlp import Item, decode, encode
from .strict_json import need

EMPTY_ROOT = keccak(b"\x80")
INVALID = "trie-invalid"


class Missing(Exception):
    """A node that the walk needs is not among those given."""


class Trie:
    """The nodes of all proofs; remembers which were walked."""

    def __init__(self, nodes: list[bytes]) -> None:
        self.nodes = {keccak(node): node for node in nodes}
        self.walked: set[bytes] = set()

    def get(self, root: bytes, key: bytes) -> Item | None:
        """The value at keccak(key), None where its absence is proven; Missing, or Refused."""
        if root == EMPTY_ROOT:
            return None
        path, node, below_extension = keccak(key).hex(), self._load(root), False
        while True:
            if len(node) == 17:
                taken, child = path[0], node[int(path[0], 16)]
            else:
                need(not below_extension, INVALID)
                (taken, leaf), child = _path(node[0]), node[1]
                if leaf or not path.startswith(taken):
                    return child if leaf and path == taken else None
            if child == b"":
                return None
            below_extension, path = len(node) == 2, path[len(taken):]
            node = self._load(child) if isinstance(child, bytes) else _shape(child, 31)

    def _load(self, reference: bytes) -> list[Item]:
        if reference not in self.nodes:
            raise Missing
        self.walked.add(reference)
        return _shape(decode(self.nodes[reference]))


def _shape(node: Item, most: int | None = None) -> list[Item]:
    need(isinstance(node, list) and len(node) in (2, 17), INVALID)
    need(most is None or len(encode(node)) <= most, INVALID)
    children = node[:16]
    if len(node) == 17:
        need(node[16] == b"" and sum(item != b"" for item in children) >= 2, INVALID)
    else:
        nibbles, leaf = _path(node[0])
        need(node[1] and (isinstance(node[1], bytes) if leaf else nibbles), INVALID)
        children = [] if leaf else node[1:]
    need(all(isinstance(item, list) or len(item) in (0, 32) for item in children), INVALID)
    return node


def _path(item: Item) -> tuple[str, bool]:
    need(isinstance(item, bytes) and item and item[0] < 0x40
         and (item[0] & 0x10 or not item[0] & 0x0F), INVALID)
    nibbles = item.hex()
    return nibbles[1 if item[0] & 0x10 else 2:], bool(item[0] & 0x20)
