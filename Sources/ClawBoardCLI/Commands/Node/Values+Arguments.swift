public import ArgumentParser
public import ClawLink
public import ClawNode

/// Values that can be given on the command line by their names.

extension Role: ExpressibleByArgument {}
extension AccessPolicy.Anonymous: ExpressibleByArgument {}
