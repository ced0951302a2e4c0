import LockerAPI
import LockerBase
import NIOCore

/// Waits for what changes in libraries, and in what accounts use. A call that waits keeps no other from going out.
package struct DaemonWatch: Sendable {
    private let daemon: LinkedDaemon
    private let account: String?

    /// - Parameter account: whom elements are for that name no account; nil for this process's own user.
    package init(_ daemon: LinkedDaemon, for account: String? = nil) {
        (self.daemon, self.account) = (daemon, account)
    }

    /// Waits until something of what is named is other than the caller knows it, and returns that: at once where it is
    /// already. Nothing is told when the time is over, or the daemon stops: ask again. Whoever asks again with what was
    /// told misses nothing, whatever became of connection and daemon in between.
    ///
    /// - Parameters:
    ///   - libraries: together with `usages` 1 to ``RequestLimits/watched``. One without a name stands for all libraries
    ///     of its account that no other element names.
    ///   - usages: accounts whose use is told.
    ///   - seconds: how long to wait, at most 300.
    ///   - name: what the call is called in the daemon's log.
    /// - Throws: ``LockerError/Code/unimplemented`` when the daemon is older than `Watch`;
    ///   ``LockerError/Code/unavailable`` when there is no connection, or it was lost: ask again after a while;
    ///   ``LockerError/Code/cancelled`` when the task is cancelled; what the daemon answers for an account that is not
    ///   there or is disabled, with its name in the details.
    package func next(
        _ libraries: [Locker_V1_WatchedLibrary], usages: [Locker_V1_WatchedUsage] = [],
        within seconds: UInt32 = RequestLimits.watchSeconds.usual, named name: String? = nil
    ) async throws(LockerError) -> Locker_V1_WatchResponse {
        try await daemon.require(.watch, to: "tell what changes")
        var request = Locker_V1_WatchRequest()
        request.libraries = libraries
        request.usages = usages
        request.timeoutSeconds = min(max(seconds, 1), RequestLimits.watchSeconds.most)
        let message = ByteBuffer(bytes: try LockerMethods.watch.encode(request))
        let time = Duration.seconds(request.timeoutSeconds) + LinkBounds.watchGrace
        let call = CallRequest(
            LockerMethods.watch, [message], for: account, named: name, within: time, isParked: true)
        let body = try await daemon.exchange(call).body
        return try LockerMethods.watch.decode(ReplyBody.bytes(of: body))
    }
}
