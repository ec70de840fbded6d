BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Enable-AtlassianUser' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'enables a disabled account with one request' {
        $id = (Get-AtlassianUser 'already.disabled@example.com').AccountId
        $sent = Get-Request { Enable-AtlassianUser $id -Confirm:$false }
        $sent | Should -HaveCount 1
        $sent | Should -Match '^POST /users/\{account_id\}/manage/lifecycle/enable -> 204 '
        Get-Status $id | Should -Be 'active'
    }

    It 'tells the change' {
        $change = Enable-AtlassianUser 'already.disabled@example.com' -PassThru -Verify -Confirm:$false
        $change.Action | Should -Be 'Enable'
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before)" | Should -Be 'inactive'
        "$($change.After)" | Should -Be 'active'
        $change.Verified | Should -BeTrue
    }

    It 'is AlreadyInState for an active account, also where it would be refused: <_>' -ForEach 'mia.active@example.com', 'contractor@example.net', 'unverified@example.com' {
        $change = Enable-AtlassianUser $_ -PassThru -Confirm:$false -ErrorVariable errors
        $change.Outcome | Should -Be 'AlreadyInState'
        Enable-AtlassianUser $_ -Confirm:$false -ErrorVariable +errors
        $errors | Should -BeNullOrEmpty
    }

    It 'names Restore-AtlassianUser for an account that is scheduled for deletion, read before or not' -ForEach @(
        @{ With = @{} }
        @{ With = @{ PassThru = $true } }
        @{ With = @{ Verify = $true } }
    ) {
        Enable-AtlassianUser 'pending.deletion@example.com' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors @With | Out-Null
        $errors | Get-Code | Should -Be 'AccountPendingDeletion'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $errors[0].ErrorDetails.Message | Should -Match 'pending\.deletion@example\.com'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match 'Restore-AtlassianUser -Identity pending\.deletion@example\.com'
        (Get-AtlassianChange -Last).Outcome | Should -Be 'Failed'
        Get-Status 'pending.deletion@example.com' | Should -Be 'for_deletion'
    }

    It 'tells of <Who>: <Code>' -ForEach @(
        @{ Who = 'closed.account@example.com'; Code = 'AccountClosed' }
        @{ Who = 'scim.disabled@example.com'; Code = 'ManagedByScim' }
        @{ Who = 'export.blocked@example.com'; Code = 'BlockedByExportControl' }
    ) {
        Enable-AtlassianUser $Who -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be $Code
        $errors[0].TargetObject | Should -Be $Who
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'Remove-AtlassianUser' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'schedules a deletion with one request' {
        $id = (Get-AtlassianUser 'mia.active@example.com').AccountId
        $sent = Get-Request { Remove-AtlassianUser $id -Confirm:$false }
        $sent | Should -HaveCount 1
        $sent | Should -Match '^POST /users/\{account_id\}/manage/lifecycle/delete -> 200 '
        Get-Status $id | Should -Be 'for_deletion'
    }

    It 'tells the change' {
        $change = Remove-AtlassianUser 'already.disabled@example.com' -PassThru -Verify -Confirm:$false
        $change.Action | Should -Be 'Delete'
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before)" | Should -Be 'inactive'
        "$($change.After)" | Should -Be 'for_deletion'
        $change.Verified | Should -BeTrue
    }

    It 'is AlreadyInState for one that is scheduled already' {
        (Remove-AtlassianUser 'pending.deletion@example.com' -PassThru -Confirm:$false -ErrorVariable errors).Outcome | Should -Be 'AlreadyInState'
        $errors | Should -BeNullOrEmpty
    }

    It 'tells of <Who>: <Code>' -ForEach @(
        @{ Who = 'admin@example.com'; Code = 'NotAllowedOnSelf' }
        @{ Who = 'scim.managed@example.com'; Code = 'ManagedByScim' }
        @{ Who = 'google.managed@example.com'; Code = 'ManagedByGoogle' }
        @{ Who = 'contractor@example.net'; Code = 'AccountNotManaged' }
    ) {
        Remove-AtlassianUser $Who -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be $Code
        Get-Status $Who | Should -Not -Be 'for_deletion'
    }
}

Describe 'Restore-AtlassianUser' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'cancels a deletion with one request, which enables the account too' {
        $id = (Get-AtlassianUser 'pending.deletion@example.com').AccountId
        $sent = Get-Request { Restore-AtlassianUser $id -Confirm:$false }
        $sent | Should -HaveCount 1
        $sent | Should -Match '^POST /users/\{account_id\}/manage/lifecycle/cancel-delete -> 200 '
        Get-Status $id | Should -Be 'active'
    }

    It 'undoes what Remove-AtlassianUser did' {
        Remove-AtlassianUser 'mia.active@example.com' -Confirm:$false
        $change = Restore-AtlassianUser 'mia.active@example.com' -PassThru -Verify -Confirm:$false
        $change.Action | Should -Be 'Restore'
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before)" | Should -Be 'for_deletion'
        "$($change.After)" | Should -Be 'active'
        $change.Verified | Should -BeTrue
    }

    It 'is AlreadyInState for an active account' {
        (Restore-AtlassianUser 'mia.active@example.com' -PassThru -Confirm:$false -ErrorVariable errors).Outcome | Should -Be 'AlreadyInState'
        $errors | Should -BeNullOrEmpty
    }

    It 'names Enable-AtlassianUser for an account that is only disabled' {
        Restore-AtlassianUser 'already.disabled@example.com' -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors | Out-Null
        $errors | Get-Code | Should -Be 'Conflict'
        $errors[0].ErrorDetails.Message | Should -Match 'Enable-AtlassianUser'
        Get-Status 'already.disabled@example.com' | Should -Be 'deactivated'
    }

    It 'is AccountClosed when it is too late, read before or not' -ForEach @(
        @{ With = @{} }
        @{ With = @{ PassThru = $true } }
    ) {
        Restore-AtlassianUser 'closed.account@example.com' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors @With | Out-Null
        $errors | Get-Code | Should -Be 'AccountClosed'
    }
}
