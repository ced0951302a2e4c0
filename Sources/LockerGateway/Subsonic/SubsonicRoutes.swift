import HTTPTypes
import Hummingbird
import LockerBase
import MediaIndex
import NIOCore
import NIOPosix
import OpenSubsonic
import People

/// OpenSubsonic's API at `/rest`, by GET and by form POST, with `.view` behind the names of calls and without.
struct SubsonicRoutes: Sendable {
    let subsonic: Subsonic
    let index: MediaIndex
    let authenticator: Authenticator
    let media: SubsonicMedia
    /// Those that may wait for the index.
    let threads: NIOThreadPool

    /// The most bytes of a form: a playlist of 10,000 songs has 400 KB of ids.
    private static let formLimit = 2 << 20

    func add(to router: Router<GatewayContext>) {
        router.get("rest/:method", use: answer)
        router.post("rest/:method", use: answer)
        router.head("rest/:method", use: answer)
    }

    @Sendable private func answer(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let call: SubsonicRequest
        do {
            call = try await read(request, context)
        } catch let error as LockerError {
            return rendered(SubsonicError(error), .xml(isPlain: false))
        }
        do {
            if let answer = subsonic.publicAnswer(call) {
                return try await response(answer, to: request, context, as: call.format)
            }
            var context = context
            let caller = try await signIn(call, request, context)
            context.caller = caller
            let (subsonic, shelves) = (subsonic, index.shelves(of: caller.person))
            let index = index
            let (answer, text, taken) = try await threads.runIfActive { () -> (SubsonicAnswer, [UInt8]?, TakenSong?) in
                let answer = subsonic.answer(call, shelves: shelves, caller: SubsonicCaller(person: caller.person))
                // Half a megabyte of songs takes milliseconds, in which nobody else is to wait.
                if case .document(let document) = answer { return (answer, call.format.render(document), nil) }
                guard case .content(let song) = answer else { return (answer, nil, nil) }
                return (answer, nil, try index.takes.song(inPlaceOf: song.key, of: song.account))
            }
            if let text { return response(text, call.format) }
            if case .content(let song) = answer {
                return try await media.song(song, taken: taken, request, context)
            }
            return try await response(answer, to: request, context, as: call.format)
        } catch let error as SubsonicError {
            log(error, context)
            return rendered(error, call.format)
        } catch let error as LockerError {
            let error = SubsonicError(error)
            log(error, context)
            return rendered(error, call.format)
        }
    }

    /// The call, with the parameters of the URL and of the form together.
    private func read(_ request: Request, _ context: GatewayContext) async throws -> SubsonicRequest {
        var form: [UInt8] = []
        if request.method == .post {
            try await ExpectContinue.answer(request, context)
            do {
                form = Array(buffer: try await request.body.collect(upTo: SubsonicRoutes.formLimit))
            } catch is NIOTooManyBytesError {
                throw LockerError(.invalidArgument, "the form has more than \(SubsonicRoutes.formLimit) bytes")
            }
        }
        let parameters = try SubsonicParameters(query: Array((request.uri.query ?? "").utf8), form: form)
        return SubsonicRequest(context.parameters.get("method") ?? "", parameters)
    }

    private func signIn(
        _ call: SubsonicRequest, _ request: Request, _ context: GatewayContext
    ) async throws -> SignedIn {
        let credentials = try SubsonicCredentials.parse(call.parameters)
        do {
            return try await authenticator.caller(by: credentials, of: request, context)
        } catch let error as Unauthenticated {
            if let seconds = error.retryAfter {
                throw SubsonicError(.wrongCredentials, "too many wrong tries; wait \(seconds) seconds")
            }
            if case .apiKey = credentials { throw SubsonicError(.wrongKey, "the API key is wrong or revoked") }
            throw SubsonicError(
                .wrongCredentials, "wrong name or app password; the account's own password does not serve here")
        }
    }

    private func response(
        _ answer: SubsonicAnswer, to request: Request, _ context: GatewayContext, as format: SubsonicFormat
    ) async throws -> Response {
        switch answer {
        case .document(let document): return rendered(document, format)
        case .failure(let error):
            log(error, context)
            return rendered(error, format)
        case .content(let song): return try await media.song(song, taken: nil, request, context)
        case .cover(let cover): return try await media.cover(cover, request, context)
        }
    }

    private func log(_ error: SubsonicError, _ context: GatewayContext) {
        guard let cause = error.cause, cause.isForLog else { return }
        context.logger.error("a call of a player failed", metadata: ["error": "\(cause)"])
    }

    /// Seconds.
    private static let pause = 5

    private func rendered(_ error: SubsonicError, _ format: SubsonicFormat) -> Response {
        var response = rendered(SubsonicDocument(error), format, HTTPResponse.Status(code: error.status))
        if response.status == .tooManyRequests { response.headers[.retryAfter] = "\(SubsonicRoutes.pause)" }
        return response
    }

    private func rendered(
        _ document: SubsonicDocument, _ format: SubsonicFormat, _ status: HTTPResponse.Status = .ok
    ) -> Response {
        response(format.render(document), format, status)
    }

    private func response(
        _ text: [UInt8], _ format: SubsonicFormat, _ status: HTTPResponse.Status = .ok
    ) -> Response {
        let fields: HTTPFields = [.contentType: format.mediaType, .cacheControl: "no-store"]
        return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: text)))
    }
}
