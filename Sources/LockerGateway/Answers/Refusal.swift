import HTTPTypes
import LockerBase

/// An error whose status is another one than its code has.
struct Refusal: Error {
    let status: HTTPResponse.Status
    let code: LockerError.Code
    let message: String
    var fields: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ code: LockerError.Code, _ message: String, fields: HTTPFields = [:]) {
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields
    }
}
