import Logging

extension LogOutput {
    /// A logger that writes here.
    public func logger(_ label: String) -> Logger {
        Logger(label: label) { _ in LineLogHandler(output: self) }
    }
}
