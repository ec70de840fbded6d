@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # What people watch a script for is meant for the host.
        'PSAvoidUsingWriteHost'
        # Rules for the functions that a module exports. This one exports cmdlets; its scripts have helpers.
        'PSUseShouldProcessForStateChangingFunctions'
        'PSUseSingularNouns'
        # Pester hands variables from block to block, which the rule does not see.
        'PSUseDeclaredVarsMoreThanAssignments'
    )
}
