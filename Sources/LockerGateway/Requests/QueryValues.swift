import HTTPContent
import Hummingbird
import LockerBase

/// The parameters in a URL's query.
struct QueryValues {
    private let form: URLEncodedForm

    init(_ request: Request) throws(LockerError) {
        form = try URLEncodedForm(Array((request.uri.query ?? "").utf8))
    }

    func text(_ name: String) -> String? { form[name] }

    func texts(_ name: String) -> [String] { form.values(of: name) }

    /// - Throws: ``LockerError/Code/invalidArgument`` for what is neither true nor false.
    func flag(_ name: String) throws(LockerError) -> Bool {
        switch form[name] {
        case "true", "1", "": return true
        case nil, "false", "0": return false
        case let text?:
            throw LockerError(.invalidArgument, "'\(name)' is '\(text.prefix(32))'; it must be true or false")
        }
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` for what is no number from 0 on.
    func number(_ name: String) throws(LockerError) -> UInt64? {
        guard let text = form[name] else { return nil }
        guard let number = UInt64(text) else {
            throw LockerError(
                .invalidArgument, "'\(name)' is '\(text.prefix(32))'; it must be a whole number from 0 on")
        }
        return number
    }

    /// A path, with bytes that are no text written `%XX`.
    func path(_ name: String) throws(LockerError) -> EntryPath? {
        guard let text = form[name], !text.isEmpty else { return nil }
        return try EntryPath(Array(text.utf8))
    }
}
