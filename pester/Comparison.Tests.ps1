# Two lists held against each other, both ways.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
    $script:Mia = Get-AtlassianUser 'mia.active@example.com'
    $script:Alex = Get-AtlassianUser 'alex.kim@example.com'
    $script:Gone = Get-AtlassianUser 'already.disabled@example.com'

    function Compare-Row {
        param([Parameter(ValueFromPipeline)] $Row, [hashtable] $With = @{})
        begin { $rows = @() }
        process { $rows += $Row }
        end { @($rows | Compare-AtlassianUser @With | Where-Object Difference -NE NotInReference) }
    }

    function Get-Difference {
        param([hashtable] $Row, [hashtable] $With = @{ IncludeEqual = $true })
        $found = @([pscustomobject]$Row | Compare-Row -With $With -WarningAction SilentlyContinue)
        ($found | ForEach-Object Difference) -join ','
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Compare-AtlassianUser' {
    It 'tells both ways who differs' {
        $rows = @(
            [pscustomobject]@{ Email = 'MIA.Active@Example.com'; Name = 'Active, Mia'; Enabled = 'True' }
            [pscustomobject]@{ Email = 'alex.kim@example.com'; Name = 'Alex Kim'; Enabled = 'False' }
            [pscustomobject]@{ Email = 'already.disabled@example.com'; Name = 'Dee Disabled'; Enabled = 'True' }
            [pscustomobject]@{ Email = 'nobody.at.all@example.com'; Name = 'Nobody'; Enabled = 'True' }
            [pscustomobject]@{ Email = 'left.long.ago@example.com'; Name = 'Long Ago'; Enabled = 'False' }
        )
        $found = @($rows | Compare-AtlassianUser)
        $found | Where-Object Input | ForEach-Object { '{0} {1}' -f $_.Difference, $_.Input } | Should -Be @(
            'LeftButActive alex.kim@example.com', 'CameBack already.disabled@example.com', 'MissingHere nobody.at.all@example.com')
        $rest = @($found | Where-Object Difference -EQ NotInReference)
        $rest.Email | Should -Contain 'many.tokens@example.com'
        $rest.Email | Should -Not -Contain 'mia.active@example.com'
        $rest.Status | Should -Not -Contain 'deactivated'
        $everybody = @(Get-AtlassianUser | Where-Object { $_.Status -notin 'deactivated', 'for_deletion' -and $_.AccountStatus -eq 'active' -and $_.AccountType -ne 'app' })
        $rest.Count | Should -Be ($everybody.Count - 2)
    }

    It 'who agrees is told with -IncludeEqual only' {
        $row = [pscustomobject]@{ Email = 'mia.active@example.com' }
        @($row | Compare-Row).Count | Should -Be 0
        (@($row | Compare-Row -With @{ IncludeEqual = $true })).Difference | Should -Be 'Equal'
    }

    It '<Column> <Value> of somebody who is active: <Expected>' -ForEach @(
        @{ Column = 'Enabled'; Value = 'True'; Expected = 'Equal' }
        @{ Column = 'Enabled'; Value = $true; Expected = 'Equal' }
        @{ Column = 'Enabled'; Value = $false; Expected = 'LeftButActive' }
        @{ Column = 'Enabled'; Value = 'FALSE'; Expected = 'LeftButActive' }
        @{ Column = 'AccountEnabled'; Value = 'false'; Expected = 'LeftButActive' }
        @{ Column = 'account_enabled'; Value = '0'; Expected = 'LeftButActive' }
        @{ Column = 'Account Enabled'; Value = 'No'; Expected = 'LeftButActive' }
        @{ Column = 'Active'; Value = 'nein'; Expected = 'LeftButActive' }
        @{ Column = 'Disabled'; Value = 'True'; Expected = 'LeftButActive' }
        @{ Column = 'Disabled'; Value = 'False'; Expected = 'Equal' }
        @{ Column = 'Is Suspended'; Value = 'yes'; Expected = 'LeftButActive' }
        @{ Column = 'Terminated'; Value = 'no'; Expected = 'Equal' }
        @{ Column = 'Status'; Value = 'Terminated'; Expected = 'LeftButActive' }
        @{ Column = 'Status'; Value = 'DEPROVISIONED'; Expected = 'LeftButActive' }
        @{ Column = 'Employment Status'; Value = 'On leave'; Expected = 'Equal' }
        @{ Column = 'Worker-Status'; Value = 'Active'; Expected = 'Equal' }
        @{ Column = 'Status'; Value = 'Frobnicated'; Expected = 'Equal' }
        @{ Column = 'Status'; Value = ''; Expected = 'Equal' }
        @{ Column = 'End date'; Value = '2020-01-31'; Expected = 'LeftButActive' }
        @{ Column = 'EndDate'; Value = '2020/01/31'; Expected = 'LeftButActive' }
        @{ Column = 'End date'; Value = '2099-01-31'; Expected = 'Equal' }
        @{ Column = 'employeeLeaveDateTime'; Value = '2020-01-31T00:00:00Z'; Expected = 'LeftButActive' }
        @{ Column = 'AccountExpirationDate'; Value = [datetime]'2020-01-31'; Expected = 'LeftButActive' }
        @{ Column = 'AccountExpirationDate'; Value = [datetime]'2099-01-31'; Expected = 'Equal' }
        @{ Column = 'AccountExpirationDate'; Value = $null; Expected = 'Equal' }
        @{ Column = 'Last day'; Value = 'never'; Expected = 'Equal' }
        @{ Column = 'Last day'; Value = '9999-12-31'; Expected = 'Equal' }
        @{ Column = 'Termination Date'; Value = 'soon'; Expected = 'Equal' }
        @{ Column = 'Manager Status'; Value = 'Terminated'; Expected = 'Equal' }
    ) {
        Get-Difference @{ Email = 'mia.active@example.com'; $Column = $Value } | Should -Be $Expected
    }

    It 'a last day counts to its end, and begins to count the day after' {
        Get-Difference @{ Email = 'mia.active@example.com'; 'Last day' = (Get-Date).ToString('yyyy-MM-dd') } | Should -Be 'Equal'
        Get-Difference @{ Email = 'mia.active@example.com'; 'Last day' = (Get-Date).AddDays(-1).ToString('yyyy-MM-dd') } | Should -Be 'LeftButActive'
        Get-Difference @{ Email = 'mia.active@example.com'; 'Last day' = (Get-Date).AddHours(-1).ToString('o') } | Should -Be 'LeftButActive'
    }

    It 'one cell that says the person is gone is enough, and Detail names it' {
        $found = [pscustomobject]@{ Email = 'mia.active@example.com'; Enabled = 'True'; 'Employment status' = 'Terminated' } | Compare-Row
        $found.Difference | Should -Be 'LeftButActive'
        $found.Detail | Should -Be 'The reference says Employment status is Terminated, and the account is active.'
    }

    It 'a word that is not known is one warning, and the person counts as active' {
        $null = 'mia.active@example.com,Frobnicated', 'alex.kim@example.com,frobnicated', 'many.tokens@example.com,Active' |
            ConvertFrom-Csv -Header 'Email', 'Status' | Compare-AtlassianUser -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike "2 cells say*Status 'Frobnicated'. These people count as active."
    }

    It 'of an account that has left, <Column> <Value>: <Expected>' -ForEach @(
        @{ Column = 'Enabled'; Value = 'False'; Expected = 'Equal' }
        @{ Column = 'Enabled'; Value = 'True'; Expected = 'CameBack' }
        @{ Column = 'Department'; Value = 'Legal'; Expected = 'CameBack' }
    ) {
        Get-Difference @{ Email = 'already.disabled@example.com'; $Column = $Value } | Should -Be $Expected
    }

    It 'an address that differs is told where the id names the person' {
        $found = [pscustomobject]@{ 'Atlassian ID' = $Mia.AccountId; Email = 'mia.married@example.com' } | Compare-Row
        $found.Difference | Should -Be 'EmailDiffers'
        $found.Email, $found.ReferenceEmail | Should -Be 'mia.active@example.com', 'mia.married@example.com'
        $found.AccountId | Should -Be $Mia.AccountId
    }

    It 'the name <Name> is <Expected>' -ForEach @(
        @{ Name = 'Mia Active'; Expected = 'Equal' }
        @{ Name = 'ACTIVE, Mia'; Expected = 'Equal' }
        @{ Name = 'Mía  Áctive'; Expected = 'Equal' }
        @{ Name = 'Mia Married'; Expected = 'NameDiffers' }
        @{ Name = 'Mia'; Expected = 'NameDiffers' }
        @{ Name = ''; Expected = 'Equal' }
    ) {
        Get-Difference @{ Email = 'mia.active@example.com'; Name = $Name } | Should -Be $Expected
    }

    It 'a row that names two accounts is ambiguous, and neither is missing in the reference' {
        $found = @([pscustomobject]@{ AccountId = $Mia.AccountId; Email = 'alex.kim@example.com'; Enabled = 'False' } | Compare-AtlassianUser)
        $found[0].Difference | Should -Be 'Ambiguous'
        $found[0].AccountId | Should -BeNullOrEmpty
        $found[0].Detail | Should -BeLike "*$($Mia.AccountId)*$($Alex.AccountId)*"
        @($found | Where-Object { $_.AccountId -in $Mia.AccountId, $Alex.AccountId }).Count | Should -Be 0
    }

    It 'of two rows about one person the one that says they are there decides, in either order' {
        $left = [pscustomobject]@{ Email = 'mia.active@example.com'; Enabled = 'False' }
        $there = [pscustomobject]@{ Email = 'mia.active@example.com'; Enabled = 'True' }
        @($left, $there | Compare-Row).Count | Should -Be 0
        @($there, $left | Compare-Row).Count | Should -Be 0
        @($left, $left | Compare-Row).Difference | Should -Be 'LeftButActive'
    }

    It 'whoever hides the address from the list is searched for before being called missing' {
        $search = '^POST /admin/v2/orgs/canned-1/directories/-/users/search'
        $person = '{"data":[{"accountId":"5b10ac8d82e05b22cc7d4ef5","name":"Hidden Person","status":"active","accountStatus":"active","claimStatus":"unmanaged"}],"links":{}}'
        $server = Start-CannedServer @(
            @{ Pattern = $search; Times = 2; Body = $person }
            @{ Pattern = $search; Body = '{"data":[],"links":{}}' }
        )
        try {
            Connect-CannedServer $server @{ Name = 'Canned'; WarningAction = 'SilentlyContinue' }
            $found = @([pscustomobject]@{ Email = 'hidden@example.net' } | Compare-AtlassianUser -IncludeEqual)
            $found.Difference | Should -Be 'Equal'
            $found.AccountId | Should -Be '5b10ac8d82e05b22cc7d4ef5'
            $found = @([pscustomobject]@{ Email = 'nobody@example.net' } | Compare-AtlassianUser)
            $found.Difference | Should -Be 'MissingHere'
        }
        finally {
            Disconnect-AtlassianOrganization Canned
            Select-AtlassianConnection 'Sandbox Company'
            $server.Dispose()
        }
    }

    It 'only people of -EmailDomain and -ClaimStatus must be in the reference' {
        $row = [pscustomobject]@{ Email = 'contractor@example.net' }
        $found = @($row | Compare-AtlassianUser -EmailDomain '@example.org' -ClaimStatus managed)
        $found.Count | Should -BeGreaterThan 0
        $found.Email | Where-Object { $_ -notlike '*@example.org' } | Should -BeNullOrEmpty
        @($found | Where-Object { -not $_.IsManaged }).Count | Should -Be 0
    }

    It 'a list that names nobody is an error, and nobody is told to be missing in it: <Name>' -ForEach @(
        @{ Name = 'no rows'; Rows = { } }
        @{ Name = 'a wrong header'; Rows = { [pscustomobject]@{ Something = 'else' }, [pscustomobject]@{ Something = 'more' } } }
        @{ Name = 'the wrong delimiter'; Rows = { 'Email;Name', 'mia.active@example.com;Mia' | ConvertFrom-Csv } }
        @{ Name = 'blank rows'; Rows = { [pscustomobject]@{ Email = '' }, [pscustomobject]@{ Email = ' ' } } }
    ) {
        $output = $null
        $caught = $null
        try { $output = & $Rows | Compare-AtlassianUser -ErrorAction SilentlyContinue -WarningAction SilentlyContinue } catch { $caught = $_ }
        Get-Code $caught | Should -Be 'ReferenceEmpty'
        $output | Should -BeNullOrEmpty
        { Compare-AtlassianUser -Reference @() } | Should -Throw -ErrorId 'ReferenceEmpty*'
        { Compare-AtlassianUser -Reference $null } | Should -Throw -ErrorId '*'
    }

    It 'people of another organization can be the reference' {
        Connect-AtlassianOrganization -Sandbox -Name Other
        Select-AtlassianConnection 'Sandbox Company'
        $found = @(Get-AtlassianUser mia.active@example.com -Connection Other | Compare-AtlassianUser -Connection 'Sandbox Company' -IncludeEqual)
        $found[0].Difference | Should -Not -Be 'NotInReference'
        Disconnect-AtlassianOrganization Other
    }

    It 'its objects go into the commands that take people' {
        $found = [pscustomobject]@{ Email = 'mia.active@example.com'; Enabled = 'False' } | Compare-Row
        ($found | Get-AtlassianUser).AccountId | Should -Be $Mia.AccountId
        ($found | Disable-AtlassianUser -WhatIf -PassThru).Email | Should -Be 'mia.active@example.com'
        ($found | Select-Object Difference, Email, OrganizationId | ConvertTo-Csv -NoTypeInformation)[1] | Should -BeLike '"LeftButActive","mia.active@example.com",*'
    }
}
