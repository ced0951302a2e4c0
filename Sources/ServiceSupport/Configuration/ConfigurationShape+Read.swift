import Foundation
import LockerBase

extension ConfigurationShape {
    /// Reads the file at `path`, JSON5.
    ///
    /// - Throws: ``LockerError/Code/notFound``, or ``LockerError/Code/invalidArgument`` with the key that is wrong,
    ///   or the line. A key that does not exist is wrong too: a misspelt limit must not pass for one that is set.
    package func read<File: Decodable>(_ type: File.Type, _ path: String) throws(LockerError) -> File {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw LockerError(
                .notFound, "\(path): the configuration cannot be read; check the path and its permissions")
        }
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        if let key = CodingUserInfoKey.shape { decoder.userInfo[key] = self }
        do {
            try decoder.decode(ConfigurationNumbers.self, from: bytes).check()
            let file = try decoder.decode(type, from: bytes)
            try decoder.decode(ConfigurationKeys.self, from: bytes).check()
            return file
        } catch {
            let whole = try? decoder.decode(ConfigurationValue.self, from: bytes)
            throw LockerError(.invalidArgument, "\(path): \(explanation(of: error, in: whole, bytes))", cause: error)
        }
    }

    private func explanation(of error: any Error, in whole: ConfigurationValue?, _ file: Data) -> String {
        switch error {
        case let error as ConfigurationKeys.Unknown:
            "'\(error.key)' is no key of the configuration; "
                + (error.nearest.map { "did you mean '\($0)'? " } ?? "") + "\(manual) lists them"
        case let error as ConfigurationNumbers.OutOfRange:
            "'\(error.key)' is \(error.value); it must be \(error.range.text)"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            text(of: "has a value of the wrong type", at: context.codingPath, in: whole)
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            text(of: "has a value that is out of range", at: context.codingPath, in: whole)
        default: syntaxText(of: file)
        }
    }

    /// Where the file stops being JSON5, which Foundation does not say.
    private func syntaxText(of file: Data) -> String {
        let bytes = [UInt8](file)
        guard let flaw = JSON5Syntax.flaw(in: bytes) else {
            return "not JSON5 in UTF-8"
        }
        return "not JSON5 at \(JSON5Position(of: flaw.offset, in: bytes).text): \(flaw.text)"
    }
}
