// SPDX-License-Identifier: Apache-2.0
// The switchboard: contracts that hold all their mutants at once ask it which one is to show. What it answers is the
// code of an account with a fixed address; without code none shows. Asking tells the chain's coverage who asked.

export const SWITCH_NAME = "MutationSwitch";
export const SWITCH_PATH = `contracts/${SWITCH_NAME}.sol`;
export const SWITCH_ADDRESS = "0x5375797561e4Ba9F00000000000000000000001d".toLowerCase();

/** Where EDR listens for what is run: each call's 32 bytes are handed to whoever asked for coverage. */
const COVERAGE_ADDRESS = "0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE";

/** A mutant's place that was reached: `2 × number`, and one more for a condition that held. */
export const tagOf = (id: number, held: boolean): string =>
  (2 * id + (held ? 1 : 0)).toString(16).padStart(64, "0");

/** The code of the account that names a mutant: it returns the number in a word. */
export const answering = (id: number): string =>
  id === 0 ? "0x" : `0x61${id.toString(16).padStart(4, "0")}60005260206000f3`;

// A function that reads the chain is passed off as one that does not, so that pure functions can ask too.
export const SWITCH_SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

library ${SWITCH_NAME} {
    function on(uint256 id) internal pure returns (bool) {
        return _pure(_ask)(id, 2 * id);
    }

    function flip(uint256 id, bool held) internal pure returns (bool) {
        return held != _pure(_ask)(id, 2 * id + (held ? 1 : 0));
    }

    function _ask(uint256 id, uint256 tag) private view returns (bool answer) {
        assembly ("memory-safe") {
            mstore(0, tag)
            pop(staticcall(gas(), ${COVERAGE_ADDRESS}, 0, 32, 0, 0))
            mstore(0, 0)
            pop(staticcall(gas(), ${SWITCH_ADDRESS}, 0, 0, 0, 32))
            answer := eq(mload(0), id)
        }
    }

    function _pure(
        function(uint256, uint256) view returns (bool) reads
    ) private pure returns (function(uint256, uint256) pure returns (bool) known) {
        assembly {
            known := reads
        }
    }
}
`;
