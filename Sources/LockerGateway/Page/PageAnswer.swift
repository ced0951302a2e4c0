import HTTPTypes
import Hummingbird
import NIOCore

/// Answers that are pages, or what these refer to.
enum PageAnswer {
    /// A page: nobody else frames it, opens it beside theirs, or hears where it was.
    static func document(_ text: String) -> Response {
        let fields: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
            .contentSecurityPolicy: PageDocument.policy, .openerPolicy: "same-origin",
            .crossOriginResourcePolicy: "same-origin", .referrerPolicy: "same-origin",
        ]
        return response(text, fields)
    }

    /// One of their files.
    static func file(_ file: PageFile) -> Response {
        let fields: HTTPFields = [
            .contentType: file.mediaType, .cacheControl: "public, max-age=31536000, immutable",
            .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'; sandbox",
            .crossOriginResourcePolicy: "same-origin",
        ]
        return response(file.text, fields)
    }

    private static func response(_ text: String, _ fields: HTTPFields) -> Response {
        Response(status: .ok, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
