import CSeccomp
import Glibc
import POSIXSupport

/// The system calls that a process has left, by seccomp(2). Others fail with EPERM: what looks for something that it can
/// do without goes on.
package final class CallFilter {
    private let filter: scmp_filter_ctx

    /// SCMP_ACT_ERRNO of a number.
    private static func refusal(_ number: Int32) -> UInt32 { 0x0005_0000 | UInt32(number) }

    /// Begins with none.
    package init() throws(SystemError) {
        guard let filter = seccomp_init(CallFilter.refusal(EPERM)) else {
            throw SystemError("seccomp_init", on: "worker")
        }
        self.filter = filter
    }

    deinit {
        seccomp_release(filter)
    }

    /// Leaves the calls of these names, whatever their arguments.
    package func allow(_ names: [String]) throws(SystemError) {
        for name in names { try add(SCMP_ACT_ALLOW, name, []) }
    }

    /// Leaves them where the argument at a place has `value` in the bits of `mask`.
    package func allow(
        _ names: [String], argument place: UInt32, mask: UInt64, value: UInt64
    ) throws(SystemError) {
        let condition = scmp_arg_cmp(arg: place, op: SCMP_CMP_MASKED_EQ, datum_a: mask, datum_b: value)
        for name in names { try add(SCMP_ACT_ALLOW, name, [condition]) }
    }

    /// Has a call fail with `number`.
    package func refuse(_ name: String, with number: Int32) throws(SystemError) {
        try add(CallFilter.refusal(number), name, [])
    }

    /// Has it hold, for all threads and for ever. No new privileges is what libseccomp asks for by itself.
    package func enter() throws(SystemError) {
        try check(seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1), "seccomp_attr_set")
        try check(seccomp_load(filter), "seccomp_load")
    }

    private func add(_ action: UInt32, _ name: String, _ conditions: [scmp_arg_cmp]) throws(SystemError) {
        let number = seccomp_syscall_resolve_name(name)
        // Not every machine has each: -1 is __NR_SCMP_ERROR, and what is less than that is another one's.
        guard number >= 0 else { return }
        try check(
            seccomp_rule_add_array(filter, action, number, UInt32(conditions.count), conditions), "seccomp_rule_add")
    }

    private func check(_ result: Int32, _ call: String) throws(SystemError) {
        guard result == 0 else { throw SystemError(call, on: "worker", number: -result) }
    }
}
