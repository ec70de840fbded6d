BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianUserPermission' {
    BeforeDiscovery {
        $privileges = 'profile.read', 'email.set', 'lifecycle.enablement', 'lifecycle.delete', 'apiToken.read', 'apiToken.delete'
        $fields = 'Name', 'Nickname', 'TimeZone', 'Locale', 'JobTitle', 'Organization', 'Department', 'Location'
    }

    It 'has one row for each privilege, and one for each profile field' {
        $rows = Get-AtlassianUserPermission 'mia.active@example.com'
        $rows[0] | Should -BeOfType 'AtlassianAdmin.Reviews.Diagnosis.UserPermission'
        @($rows | Where-Object { -not $_.Field }).Privilege | Should -Be 'profile.read', 'email.set', 'lifecycle.enablement', 'lifecycle.delete', 'apiToken.read', 'apiToken.delete'
        $byField = @($rows | Where-Object Field)
        $byField.Field | Should -Be 'Name', 'Nickname', 'TimeZone', 'Locale', 'JobTitle', 'Organization', 'Department', 'Location'
        $byField.Privilege | Select-Object -Unique | Should -Be 'profile.write'
        $rows.Email | Select-Object -Unique | Should -Be 'mia.active@example.com'
        $rows.Name | Select-Object -Unique | Should -Be 'Mia Active'
        $rows.AccountId | Select-Object -Unique | Should -Be (Get-AtlassianUser 'mia.active@example.com').AccountId
    }

    It 'says nothing more where something is allowed' {
        $row = Get-AtlassianUserPermission 'mia.active@example.com' 'email.set'
        $row.Allowed | Should -BeTrue
        $row.Reason | Should -BeNullOrEmpty
        $row.Remedy | Should -BeNullOrEmpty
        $row.ErrorCode | Should -BeNullOrEmpty
        $row.ReasonKey | Should -BeNullOrEmpty
    }

    It 'says in words why <Who> may not be changed by <Privilege>' -ForEach @(
        @{ Who = 'scim.managed@example.com'; Privilege = 'lifecycle.enablement'; Code = 'ManagedByScim'; Key = 'externalDirectory.scim'; Says = 'identity provider'; Next = 'identity provider' }
        @{ Who = 'google.managed@example.com'; Privilege = 'email.set'; Code = 'ManagedByGoogle'; Key = 'externalDirectory.google'; Says = 'Google Workspace'; Next = 'Google Admin' }
        @{ Who = 'admin@example.com'; Privilege = 'lifecycle.delete'; Code = 'NotAllowedOnSelf'; Key = 'administrative.notMyself'; Says = 'own account'; Next = 'another organization admin' }
        @{ Who = 'export.blocked@example.com'; Privilege = 'lifecycle.enablement'; Code = 'BlockedByExportControl'; Key = 'blocked.exportControl'; Says = 'export control'; Next = 'support' }
    ) {
        $row = Get-AtlassianUserPermission $Who -Privilege $Privilege
        $row | Should -HaveCount 1
        $row.Allowed | Should -BeFalse
        $row.ErrorCode | Should -Be $Code
        $row.ReasonKey | Should -Be $Key
        $row.Reason | Should -Match $Says
        $row.Reason | Should -Match ([regex]::Escape($Who))
        $row.Remedy | Should -Match $Next
    }

    It 'says which fields of a profile are locked' {
        $rows = Get-AtlassianUserPermission 'saml.profile@example.com' -Privilege 'profile.write'
        @($rows | Where-Object { -not $_.Allowed }).Field | Should -Be 'Name'
        @($rows | Where-Object { -not $_.Allowed }).ErrorCode | Should -Be 'ManagedBySaml'
    }

    It 'asks only for the privileges that are named' {
        (Get-AtlassianUserPermission 'mia.active@example.com' 'email.set', 'lifecycle.delete').Privilege | Should -Be 'email.set', 'lifecycle.delete'
    }

    It 'agrees with what the cmdlet then fails with: <Who>' -ForEach @(
        @{ Who = 'scim.managed@example.com' }
        @{ Who = 'google.managed@example.com' }
        @{ Who = 'admin@example.com' }
    ) {
        $row = Get-AtlassianUserPermission $Who 'lifecycle.enablement'
        Disable-AtlassianUser $Who -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be $row.ErrorCode
        $errors[0].ErrorDetails.Message | Should -Match ([regex]::Escape($Who))
    }

    It 'goes on after a failure, in order' {
        $rows = 'mia.active@example.com', 'nobody@example.com', 'contractor@example.net', 'alex.kim@example.com' |
            Get-AtlassianUserPermission -Privilege 'email.set' -ErrorAction SilentlyContinue -ErrorVariable errors
        $rows.Email | Should -Be 'mia.active@example.com', 'alex.kim@example.com'
        $errors | Get-Code | Should -Be 'IdentityNotFound', 'AccountNotManaged'
    }

    It 'can be summed up for many people' {
        $rows = Get-AtlassianUser -ClaimStatus managed | Get-AtlassianUserPermission -Privilege 'lifecycle.enablement' -ErrorAction SilentlyContinue
        @($rows | Group-Object ErrorCode | Where-Object Name -EQ 'ManagedByScim').Count | Should -Be 1
        @($rows | Where-Object Allowed).Count | Should -BeGreaterThan 100
    }
}
