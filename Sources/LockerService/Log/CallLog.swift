import LockerAPI
import LockerBase
import LockerCore
import Logging
import ServiceSupport
import TTRPC

/// Writes what calls came to into the daemon's log: a line for each that changes who has what, the daemon's own errors
/// as errors, and at debug level all. All of them are counted. What one of several files of a call fails with is told
/// and counted as a call for that file alone would be.
///
/// Names of files and digests are told to the caller and kept out of the log above debug level. How many lines a caller
/// can cause is bounded.
struct CallLog: Sendable {
    let logger: Logger
    let lines: LineLimiter
    let store: StorePath
    /// The most bytes of a detail of an error: of the longest path, all of it escaped.
    private static let longestDetail = 16 << 10

    /// Runs a call, and turns its error into the one that goes over the wire. What `isAnswer` says no to is told of when it
    /// has become one.
    func recording<Result>(
        _ call: CallRecord, _ metrics: MethodMetrics,
        _ body: (inout CallRecord) throws(LockerError) -> Result, isAnswer: (Result) -> Bool = { _ in true }
    ) throws(RPCError) -> Result {
        var call = call
        let start = call.note.map { _ in ContinuousClock.now }
        do {
            let result = try metrics.measuring({ () throws(LockerError) in try body(&call) }, isAnswer: isAnswer)
            guard isAnswer(result) else { return result }
            if let start { audit(call, "OK", since: start) }
            for failure in call.failures {
                metrics.count(failure.code)
                tell(failure, of: call)
            }
            logger.debug("\(call.method)", metadata: call.facts)
            return result
        } catch {
            if let start { audit(call, error.code.rawValue, since: start) }
            tell(error, of: call)
            // Operators, who have their own calls, know it anyway.
            let told = call.service == AdminMethods.service ? error : store.hidden(in: error)
            throw RPCError(told.with(call.details).clipped(to: CallLog.longestDetail))
        }
    }

    private func tell(_ error: LockerError, of call: CallRecord) {
        if concernsOperator(error) {
            lines.write("failed calls", about: "uid \(call.context.peer.userID)") { logger in
                logger.error("\(call.method) failed: \(error.logText)", metadata: call.facts)
            }
        }
        logger.debug("\(call.method) failed: \(error)", metadata: call.facts)
    }

    /// Tells of a call that was answered while its thread hangs in its caller's file.
    @Sendable func gaveUp(_ context: CallContext) {
        lines.write("files that hang", about: "uid \(context.peer.userID)") { logger in
            logger.warning(
                "a call's file does not answer; the daemon goes on without that thread",
                metadata: CallRecord("", "", context, isAudited: false).facts)
        }
    }

    /// Completes the answer to such a call.
    @Sendable func explain(_ error: RPCError, _ context: CallContext) -> RPCError {
        let details = error.details.merging([ErrorDetail.request.rawValue: RequestID.of(context)]) { own, _ in
            own
        }
        return RPCError(
            error.code, error.message, reason: error.reason, domain: LockerError.domain, details: details)
    }

    /// Writes the line of a call that changes who has what. What operators do is written whole; nobody else has the log
    /// grow as they please.
    private func audit(_ call: CallRecord, _ outcome: String, since start: ContinuousClock.Instant) {
        guard let note = call.note, outcome != "OK" || !note.hasChangedNothing else { return }
        let milliseconds = (start.duration(to: .now) / .milliseconds(1)).rounded()
        var facts = note.facts.merging(call.facts) { own, _ in own }
        facts["call"] = "\(call.method)"
        facts["outcome"] = "\(outcome)"
        facts["seconds"] = .stringConvertible(milliseconds / 1000)
        if facts["account"] == nil, let account = call.account { facts["account"] = "\(account)" }
        if call.service == AdminMethods.service, outcome == "OK" { return logger.info("audit", metadata: facts) }
        let subject = "uid \(call.context.peer.userID)" + (call.account.map { " account \($0)" } ?? "")
        lines.write(call.method, about: subject) { $0.info("audit", metadata: facts) }
    }

    /// Whether something is wrong with the store or its machine, rather than with the call or the caller's own files.
    private func concernsOperator(_ error: LockerError) -> Bool {
        switch error.code {
        case .dataLoss, .internal, .noSpace, .system: !(error.cause is CallerFileError)
        default: false
        }
    }
}

extension LockerError {
    /// This error, of whose details none is longer: what a caller sent must not come back many times as long.
    fileprivate func clipped(to limit: Int) -> LockerError {
        LockerError(code, message, details: details.mapValues { LogText.clipped($0, limit) }, cause: cause)
    }
}
