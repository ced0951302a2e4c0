import Glibc

/// A command line as C has it.
package final class ArgumentList {
    /// With nil behind them. They live as long as the list does.
    package private(set) var pointers: [UnsafeMutablePointer<CChar>?] = []

    package init(_ arguments: [String]) {
        for argument in arguments { pointers.append(strdup(argument)) }
        pointers.append(nil)
    }

    deinit {
        for pointer in pointers { free(pointer) }
    }
}
