import Foundation
import GatewayTestSupport
import LockerGateway
import LockerTestSupport
import ServiceSupport
import Testing

/// The document of the HTTP interface.
@Suite struct OpenAPITests {
    private static func document() throws -> [String: Any] {
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        let bytes = try contents(of: root + "/docs/openapi.json")
        let document = try JSONSerialization.jsonObject(with: Data(bytes))
        return try #require(document as? [String: Any])
    }

    /// The requests of a document, as in `GET /api/v1/libraries`.
    private static func requests(_ document: [String: Any]) throws -> Set<String> {
        let methods: Set<String> = ["get", "head", "post", "put", "patch", "delete", "options"]
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        var requests: Set<String> = []
        for (path, item) in paths {
            for method in item.keys where methods.contains(method) { requests.insert("\(method.uppercased()) \(path)") }
        }
        return requests
    }

    @Test func `the document has every route, and no other`() async throws {
        let daemon = try RunningDaemon()
        defer { daemon.stop() }
        let options = try RunningGateway.options(daemon)
        let all = try await GatewayProgram.routes(options, output: LogOutput(level: .critical))
        let routes = all.filter { !$0.contains(" /rest/") }
            .map { $0.replacingOccurrences(of: "/**", with: "/{path}") }
        let listed = try OpenAPITests.requests(OpenAPITests.document())
        #expect(listed.count > 15)
        #expect(Set(routes).subtracting(listed) == [], "add to docs/openapi.json what is new")
        #expect(listed.subtracting(routes) == [], "docs/openapi.json has what there is no more")
    }

    @Test func `what the document refers to is in it`() throws {
        let document = try OpenAPITests.document()
        let components = try #require(document["components"] as? [String: [String: Any]])
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        let text = String(decoding: try contents(of: root + "/docs/openapi.json"), as: UTF8.self)
        let references = text.components(separatedBy: "\"#/components/").dropFirst()
            .compactMap { $0.components(separatedBy: "\"").first }
        #expect(references.count > 50)
        for reference in Set(references) {
            let parts = reference.components(separatedBy: "/")
            #expect(parts.count == 2 && components[parts[0]]?[parts[1]] != nil, "\(reference)")
        }
    }

    @Test func `another method is refused with those that there are`() async throws {
        try await RunningGateway.with { gateway in
            for (method, target, allowed) in [
                ("POST", "/healthz", "GET, HEAD"), ("DELETE", "/api/v1/libraries", "GET"),
                ("TRACE", "/api/v1/libraries/a/files/b/c", "DELETE, GET, HEAD, PUT"),
                ("GET", "/api/v1/uploads", "OPTIONS, POST"), ("GET", "/api/v1/tokens", "POST"),
                ("QUERY", "/", "GET"), ("PROPFIND", "/api/v1/credentials", "GET, POST"),
                ("LOCK", "/api/v1/libraries/a/files/b", "DELETE, GET, HEAD, PUT"), ("MKCOL", "/healthz", "GET, HEAD"),
                ("M-SEARCH", "/api/v1/tokens", "POST"), ("UNLINK", "/rest/ping", "GET, HEAD, POST"),
                ("SOURCE", "/invite", "GET"),
            ] {
                let answer = try await gateway.ask(method, target)
                #expect(answer.status == 405 && answer["Allow"] == allowed, "\(method) \(target)")
                try #expect(answer.value("error.code") == "INVALID_ARGUMENT", "\(method) \(target)")
            }
        }
    }
}
