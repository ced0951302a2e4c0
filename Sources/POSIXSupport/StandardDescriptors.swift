import Glibc

/// Descriptors 0 to 2, of which every program takes for granted that they are its standard streams.
public enum StandardDescriptors {
    /// Opens `/dev/null` on those that whoever started the program left closed. To be called before anything else: the
    /// next file to be opened would get such a number, and whatever is printed would be written into it.
    ///
    /// Standard input is empty then, what goes to standard error is lost, and a write to standard output fails, so that
    /// a result that nobody gets is not called a success. Ends the program where there is no `/dev/null`.
    public static func ensureOpen() {
        for (number, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)] {
            guard fcntl(number, F_GETFD) == -1, errno == EBADF else { continue }
            // The lowest number that is free, which is this one: those below it are open.
            guard open("/dev/null", mode) == number else { _exit(1) }
        }
    }
}
