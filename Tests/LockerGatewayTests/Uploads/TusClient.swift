import Foundation
import Testing

/// What a client of tus does.
struct TusClient: Sendable {
    static let place = "/api/v1/uploads"

    let gateway: RunningGateway
    let token: String

    /// Asks with the version of tus.
    func ask(
        _ method: String, _ target: String, _ fields: [String: String] = [:], body: [UInt8]? = nil,
        isChunked: Bool = false
    ) async throws -> Answer {
        let all = fields.merging(["Tus-Resumable": "1.0.0"]) { own, _ in own }
        return try await gateway.ask(method, target, as: token, all, body: body, isChunked: isChunked)
    }

    static func metadata(_ path: String, library: String = "main") -> String {
        "library \(Data(library.utf8).base64EncodedString()),path \(Data(path.utf8).base64EncodedString())"
    }

    /// Begins an upload of so many bytes.
    func make(_ path: String, _ length: Int, _ fields: [String: String] = [:], body: [UInt8]? = nil) async throws
        -> Answer
    {
        let own = ["Upload-Length": "\(length)", "Upload-Metadata": TusClient.metadata(path)]
        return try await ask("POST", TusClient.place, own.merging(fields) { $1 }, body: body)
    }

    /// Begins an upload, and says where it is.
    func begin(_ path: String, _ length: Int, _ fields: [String: String] = [:]) async throws -> String {
        let made = try await make(path, length, fields)
        return try #require(made["Location"], "\(made.status)")
    }

    func send(
        _ bytes: [UInt8], at offset: Int, to target: String, _ fields: [String: String] = [:], isChunked: Bool = false
    ) async throws -> Answer {
        let own = ["Upload-Offset": "\(offset)", "Content-Type": TusClient.type]
        return try await ask("PATCH", target, own.merging(fields) { $1 }, body: bytes, isChunked: isChunked)
    }

    static let type = "application/offset+octet-stream"

    /// What the library has there.
    func read(_ path: String) async throws -> Answer {
        try await gateway.ask("GET", "/api/v1/libraries/main/files/\(path)", as: token)
    }
}
