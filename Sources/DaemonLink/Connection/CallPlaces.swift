/// The places for calls in flight on one connection. Of each account there are no more than the daemon lets it have for
/// itself, so that it refuses none, and of all together no more than leave places free for cancelling.
struct CallPlaces {
    private struct Share {
        var calls = 0
        var bytes = 0
    }

    /// As many times what one account has are in flight where somebody acts for others.
    private static let accounts = 16

    private let accountCalls: Int
    private let accountBytes: Int
    private let calls: Int
    private var taken = 0
    private var shares: [String: Share] = [:]

    /// - Parameters:
    ///   - calls: the daemon's limit `calls_in_flight`.
    ///   - bytes: its limit `call_bytes_in_flight`.
    init(calls: Int, bytes: Int) {
        accountCalls = max(1, calls - 1)
        accountBytes = bytes
        self.calls = max(1, calls - 1) * CallPlaces.accounts
    }

    /// Whether there is a place for it. One alone of an account has always room for its bytes.
    func fits(_ request: CallRequest) -> Bool {
        if request.isParked { return true }
        let share = shares[request.account ?? ""] ?? Share()
        guard taken < calls, share.calls < accountCalls else { return false }
        return share.calls == 0 || share.bytes + request.byteCount <= accountBytes
    }

    mutating func take(_ request: CallRequest) {
        guard !request.isParked else { return }
        taken += 1
        shares[request.account ?? "", default: Share()].calls += 1
        shares[request.account ?? "", default: Share()].bytes += request.byteCount
    }

    /// Gives back what was taken for it.
    mutating func free(_ request: CallRequest) {
        guard !request.isParked, var share = shares[request.account ?? ""] else { return }
        taken -= 1
        share.calls -= 1
        share.bytes -= request.byteCount
        shares[request.account ?? ""] = share.calls > 0 ? share : nil
    }
}
