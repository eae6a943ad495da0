// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ISharingRequests
/// @notice Demands, requests and their answers (Order 809, Arts 20 to 22).
/// @dev Whoever acts is head of the data office of the organisation for which the seat acts. Whoever must answer is the
/// asset's present holder, or for an onward request the recipient of the grant above it. Lateness is a fact, and never
/// consent: a late answer is marked as late and holds.
interface ISharingRequests {
    /// @notice What is wanted (Order 809, Art 20).
    /// @param asset The asset: confirmed, valid, and not withheld from sharing.
    /// @param scope SHA-256(0x01 ‖ commitment ‖ items): a salted commitment to basis, scenario and conditions, and the
    /// RFC 9162 root over the items.
    /// @param purpose The code of the purpose.
    /// @param method How it shall be handed over: 1 interface, 2 batch, 3 file (Order 809, Art 22).
    /// @param until The first moment after the term that is wanted, at most ten years ahead.
    /// @param parent 0 to have it of the holder; else the grant from which it shall be shared on (Order 809, Art 25).
    /// @param demand The demand that was matched with the asset; 0 for none.
    struct Wanted {
        bytes32 asset;
        bytes32 scope;
        uint32 purpose;
        uint8 method;
        uint48 until;
        bytes32 parent;
        bytes32 demand;
    }

    /// @notice What is granted.
    /// @param log The one log, open, that the exchanges must be in.
    /// @param scope The scope; 0 as it was asked.
    /// @param from The first moment of the term, not in the past; 0 means now.
    /// @param until The first moment after the term, not after the one that was wanted; of a standing consent, 0 for no
    /// bound.
    /// @param quota The most deliveries; 0 for no bound.
    /// @param disposal The code of what becomes of the data after the end (Order 809, Art 27); 0 for what the law says.
    /// @param deliveryDays Within how many working days it is delivered; 0 for what the rule says (Order 809, Art 22).
    struct Terms {
        bytes32 log;
        bytes32 scope;
        uint48 from;
        uint48 until;
        uint24 quota;
        uint16 disposal;
        uint8 deliveryDays;
    }

    /// @notice A department told what it needs, and of whom it does not know.
    event DemandAnnounced(bytes32 indexed demand, uint32 indexed organization, bytes32 commitment);

    /// @notice A demand was matched with an asset.
    event DemandMatched(bytes32 indexed demand, bytes32 indexed asset, uint32 indexed byOrganization);

    /// @notice A demand was withdrawn.
    event DemandWithdrawn(bytes32 indexed demand);

    /// @notice An asset was requested; the answer is due before a moment, or 0 where a standing consent is the answer.
    event RequestFiled(
        bytes32 indexed request,
        bytes32 indexed asset,
        uint32 indexed organization,
        uint32 seat,
        Wanted wanted,
        uint48 due,
        bool provisional
    );

    /// @notice A request was returned, once, with all that it lacks. Its clock stopped.
    event RequestReturned(bytes32 indexed request, uint32 indexed organization, bytes32 gaps, bool late);

    /// @notice A request was completed. Its clock began anew.
    event RequestResubmitted(bytes32 indexed request, bytes32 scope, uint48 due, bool provisional);

    /// @notice A request was withdrawn by the requester.
    event RequestWithdrawn(bytes32 indexed request);

    /// @notice Whoever must answer asked for more time.
    event ExtensionAsked(bytes32 indexed request, uint32 indexed organization, uint8 days_, bytes32 grounds);

    /// @notice More time was consented to.
    event RequestExtended(
        bytes32 indexed request,
        uint32 indexed byAuthority,
        uint8 days_,
        uint48 due,
        bool provisional
    );

    /// @notice The provider consented that its data be shared on.
    event OnwardConsented(bytes32 indexed request, uint32 indexed provider);

    /// @notice A request was refused.
    event RequestRefused(
        bytes32 indexed request,
        uint32 indexed organization,
        uint16 reason,
        bytes32 legalBasis,
        bool late
    );

    /// @notice A request was granted; the grant has its id. The terms are told as they hold: scope, beginning and days of
    /// the delivery filled in.
    event GrantIssued(
        bytes32 indexed grant,
        bytes32 indexed asset,
        uint32 indexed provider,
        Terms terms,
        uint48 deliveryDue,
        uint16 flags
    );

    /// @notice The holder of an asset consented to all requests for it in advance.
    event ConsentGiven(bytes32 indexed asset, uint32 indexed provider, Terms terms);

    /// @notice A standing consent was withdrawn; what was granted under it stays.
    event ConsentWithdrawn(bytes32 indexed asset, uint32 indexed provider);

    // ─── demands ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Announces a demand. A department may.
    /// @param bySeat Its head of the data office.
    /// @param commitment A salted commitment to what is needed.
    /// @return demand `keccak256(abi.encode(chainid, this, "demand", uint32 organization, uint64 localNumber))`.
    function announceDemand(uint32 bySeat, bytes32 commitment) external returns (bytes32 demand);

    /// @notice Matches a demand with an asset. An authority above the department may, and the asset's holder. A demand
    /// can be matched again, until the request is filed.
    /// @param bySeat The head of the data office.
    /// @param demand The demand.
    /// @param asset The asset: one that can be shared.
    function matchDemand(uint32 bySeat, bytes32 demand, bytes32 asset) external;

    /// @notice Withdraws a demand that is not filed. Only who announced it may.
    /// @param bySeat Its head of the data office.
    /// @param demand The demand.
    function withdrawDemand(uint32 bySeat, bytes32 demand) external;

    // ─── requests ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Requests an asset for the seat's organisation, a department that does not hold it (Order 809, Art 20).
    /// The answer's clock begins: one working day if it is shared unconditionally, ten if not (Order 809, Art 21).
    /// @param bySeat Its head of the data office.
    /// @param wanted What is wanted.
    /// @return id The request's id, which is that of the grant, too.
    function request(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id);

    /// @notice Returns a request with one single notice of all that it lacks (Order 809, Art 21). Whoever must answer
    /// may, once. The clock stops.
    /// @param bySeat The head of the data office.
    /// @param id The request.
    /// @param gaps A salted commitment to that notice.
    function returnForGaps(uint32 bySeat, bytes32 id, bytes32 gaps) external;

    /// @notice Completes a request that was returned. Only the requester may. The clock begins anew.
    /// @param bySeat Its head of the data office.
    /// @param id The request.
    /// @param scope The scope, as in {Wanted}.
    function resubmit(uint32 bySeat, bytes32 id, bytes32 scope) external;

    /// @notice Withdraws a request that has not been answered. Only the requester may.
    /// @param bySeat Its head of the data office.
    /// @param id The request.
    function withdrawRequest(uint32 bySeat, bytes32 id) external;

    // ─── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Asks the authority for more time, before the answer is due. Whoever must answer may (Order 809, Art 21).
    /// @param bySeat The head of the data office.
    /// @param id The request.
    /// @param days_ How many working days more, at most as the rule has it.
    /// @param grounds A salted commitment to the grounds, of which the requester is told.
    function askExtension(uint32 bySeat, bytes32 id, uint8 days_, bytes32 grounds) external;

    /// @notice Consents to more time, before the answer is due, once. An authority above whoever must answer may.
    /// @param bySeat The authority's head of the data office.
    /// @param id The request.
    function extend(uint32 bySeat, bytes32 id) external;

    /// @notice Grants a request. Only whoever must answer may, and only one answer is given (Order 809, Art 20).
    /// @dev An onward request needs the provider's consent, and does not outlive the grant above it (Art 25).
    /// @param bySeat The head of the data office.
    /// @param id The request.
    /// @param terms What is granted.
    function grant(uint32 bySeat, bytes32 id, Terms calldata terms) external;

    /// @notice Refuses a request, with reason and legal basis (Order 809, Art 21). Only whoever must answer may.
    /// @param bySeat The head of the data office.
    /// @param id The request.
    /// @param reason The code of the reason: one of the rule `reasons.refusal`.
    /// @param legalBasis A salted commitment to the legal basis.
    function refuse(uint32 bySeat, bytes32 id, uint16 reason, bytes32 legalBasis) external;

    /// @notice Consents that an onward request be granted. Only the provider may with whom the data began its way
    /// (Order 809, Art 25).
    /// @param bySeat Its head of the data office.
    /// @param id The request.
    function consentOnward(uint32 bySeat, bytes32 id) external;

    // ─── standing consents ───────────────────────────────────────────────────────────────────────────────────────────

    /// @notice Consents in advance to all requests for an asset that is shared unconditionally, or changes that
    /// consent. Only its holder may.
    /// @dev A scope other than 0 is the only one that can be requested under it.
    /// @param bySeat The holder's head of the data office.
    /// @param asset The asset.
    /// @param terms What is granted. The delivery's days are those of the rule at this moment unless they are fewer.
    function consentStanding(uint32 bySeat, bytes32 asset, Terms calldata terms) external;

    /// @notice Withdraws a standing consent. Only the asset's holder may.
    /// @param bySeat The holder's head of the data office.
    /// @param asset The asset.
    function withdrawConsent(uint32 bySeat, bytes32 asset) external;

    /// @notice Requests an asset and has it granted at once by the standing consent of its holder.
    /// @param bySeat The requester's head of the data office.
    /// @param wanted What is wanted, of the holder; its term lies within the consent's.
    /// @return id The id of the request and of the grant.
    function requestUnderConsent(uint32 bySeat, Wanted calldata wanted) external returns (bytes32 id);
}
