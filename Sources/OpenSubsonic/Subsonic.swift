import LockerBase
import MediaIndex

/// Subsonic's API with OpenSubsonic's additions: from a call to its answer.
///
/// What was said of a call's credentials is looked up in between by who uses this; then one account's shelves answer it.
/// It may be called from any thread. It blocks as long as the shelves do.
///
/// Source: OpenSubsonic (opensubsonic.netlify.app), its OpenAPI document as of 2026-07-24.
package struct Subsonic: Sendable {
    private let now: @Sendable () -> Int64
    private let converts: @Sendable () -> Bool
    private let playing = NowPlaying()

    /// - Parameters:
    ///   - now: nanoseconds since 1970 UTC.
    ///   - converts: whether songs can be had in other encodings.
    package init(
        now: @escaping @Sendable () -> Int64, converts: @escaping @Sendable () -> Bool = { false }
    ) {
        (self.now, self.converts) = (now, converts)
    }

    /// The names of all methods, for what is counted by method.
    package static var methods: Set<String> { Set(EndpointTable.all.keys) }

    /// What is answered whoever calls: the list of extensions, which is public, and what is wrong with the call itself.
    /// Nil: the answer depends on who it is.
    package func publicAnswer(_ request: SubsonicRequest) -> SubsonicAnswer? {
        guard EndpointTable.all[request.method] != nil else {
            let message = "there is no method \(String(request.method.prefix(64)).printable)"
            return .failure(SubsonicError(.generic, message, status: 404))
        }
        if request.method == "getOpenSubsonicExtensions" { return SystemEndpoints.extensionList(converts: converts()) }
        do throws(SubsonicError) {
            try SubsonicVersion.check(request.parameters)
            return nil
        } catch {
            return .failure(error)
        }
    }

    /// - Parameters:
    ///   - shelves: those of the caller's account.
    ///   - caller: whose credentials were found to be right.
    package func answer(
        _ request: SubsonicRequest, shelves: any Shelves, caller: SubsonicCaller
    ) -> SubsonicAnswer {
        if let answer = publicAnswer(request) { return answer }
        guard let endpoint = EndpointTable.all[request.method] else { return .done }
        let call = SubsonicCall(
            parameters: request.parameters, shelves: shelves, caller: caller, playing: playing, time: now())
        do throws(LockerError) {
            return try endpoint(call)
        } catch {
            return .failure(SubsonicError(error))
        }
    }
}
