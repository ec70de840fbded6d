BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # What a person sends over the wire for one row or object, as JSON; nothing when nothing is sent.
    function Get-Sent {
        param([scriptblock] $Script)
        $before = '{"account":{"account_id":"a1","account_type":"atlassian","account_status":"active","email":"person@example.com","name":"Some Person","nickname":"Some","zoneinfo":"Europe/Berlin","extended_profile":{"job_title":"Engineer","department":"Sales"}}}'
        $server = Start-CannedServer @(
            @{ Pattern = 'PATCH /users/a1/manage/profile'; Body = $before }
            @{ Pattern = 'GET /users/a1/manage/profile'; Body = $before }
        )
        try {
            Connect-CannedServer $server
            & $Script
            $server.Requests | Where-Object Line -Match '^PATCH' | ForEach-Object Body
        }
        finally {
            Disconnect-AtlassianOrganization -All
            $server.Dispose()
        }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianUserProfile' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'reads a profile' {
        $found = Get-AtlassianUserProfile 'mia.active@example.com'
        $found | Should -BeOfType 'AtlassianAdmin.Client.Accounts.UserProfile'
        $found.AccountId | Should -Be (Get-AtlassianUser 'mia.active@example.com').AccountId
        $found.Email | Should -Be 'mia.active@example.com'
        $found.Name | Should -Be 'Mia Active'
        $found.AccountStatus | Should -Be 'active'
        $found.JobTitle | Should -Be 'Engineer'
        $found.TimeZone | Should -Be 'America/New_York'
    }

    It 'goes on after a failure, and keeps the order' {
        $found = 'mia.active@example.com', 'contractor@example.net', 'nobody@example.com', 'admin@example.com' |
            Get-AtlassianUserProfile -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Email | Should -Be 'mia.active@example.com', 'admin@example.com'
        $errors | Get-Code | Should -Be 'AccountNotManaged', 'IdentityNotFound'
        $errors.TargetObject | Should -Be 'contractor@example.net', 'nobody@example.com'
        $errors[0].ErrorDetails.Message | Should -Match 'contractor@example\.net'
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -Be 'AccountNotManaged,AtlassianAdmin.Commands.Accounts.GetAtlassianUserProfileCommand'
    }
}

Describe 'Set-AtlassianUserProfile with typed values' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'sets <Field>, and nothing else' -ForEach @(
        @{ Field = 'Name'; Value = 'Mia Newname' }
        @{ Field = 'Nickname'; Value = 'Mimi' }
        @{ Field = 'TimeZone'; Value = 'Asia/Tokyo' }
        @{ Field = 'Locale'; Value = 'de-DE' }
        @{ Field = 'JobTitle'; Value = 'Pilot' }
        @{ Field = 'Organization'; Value = 'Elsewhere' }
        @{ Field = 'Department'; Value = 'Flight' }
        @{ Field = 'Location'; Value = 'Oslo' }
    ) {
        $fields = 'Name', 'Nickname', 'TimeZone', 'Locale', 'JobTitle', 'Organization', 'Department', 'Location'
        $before = Get-AtlassianUserProfile 'mia.active@example.com'
        $with = @{ $Field = $Value }
        $change = Set-AtlassianUserProfile 'mia.active@example.com' @with -PassThru -Verify
        $after = Get-AtlassianUserProfile 'mia.active@example.com'
        $after.$Field | Should -BeExactly $Value
        foreach ($other in $fields -ne $Field) {
            $after.$other | Should -BeExactly $before.$other
        }
        $change.Action | Should -Be 'SetProfile'
        $change.Outcome | Should -Be 'Changed'
        $change.Verified | Should -BeTrue
        "$($change.After)" | Should -Be "$Field=$Value"
        "$($change.Before)" | Should -Be "$Field=$($before.$Field)"
    }

    It 'sends one request, and returns nothing' {
        $id = (Get-AtlassianUser 'mia.active@example.com').AccountId
        $script:returned = 'something'
        $sent = Get-Request { $script:returned = Set-AtlassianUserProfile $id -JobTitle 'Pilot' -Department 'Flight' }
        $sent | Should -HaveCount 1
        $sent | Should -Match '^PATCH /users/\{account_id\}/manage/profile -> 200 '
        $returned | Should -BeNullOrEmpty
    }

    It 'sends a typed value, under the names of the wire' {
        Get-Sent { Set-AtlassianUserProfile 'a1' -JobTitle 'Pilot' -TimeZone 'Asia/Tokyo' } |
            Should -BeExactly '{"zoneinfo":"Asia/Tokyo","extended_profile":{"job_title":"Pilot"}}'
    }

    It 'does not ask: its impact is low' {
        (Get-Command Set-AtlassianUserProfile).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0].ConfirmImpact | Should -Be 'Low'
        { Set-AtlassianUserProfile 'mia.active@example.com' -JobTitle 'Pilot' -ErrorAction Stop } | Should -Not -Throw
        (Get-AtlassianUserProfile 'mia.active@example.com').JobTitle | Should -Be 'Pilot'
    }

    It 'is AlreadyInState when it is so already' {
        (Set-AtlassianUserProfile 'mia.active@example.com' -JobTitle 'Engineer' -PassThru).Outcome | Should -Be 'AlreadyInState'
    }

    It 'keeps every letter: <Text>' -ForEach @(
        @{ Text = -join [char[]](0x8D75, 0x4F1F) }
        @{ Text = -join [char[]](0x062E, 0x0627, 0x0644, 0x062F) }
        @{ Text = "O'Neill ""Zo" + [char]0xEB + '" <&>' }
        @{ Text = [char]::ConvertFromUtf32(0x1F600) + ' e' + [char]0x0301 }
    ) {
        Set-AtlassianUserProfile 'mia.active@example.com' -Name $Text
        (Get-AtlassianUserProfile 'mia.active@example.com').Name | Should -BeExactly $Text
    }

    It 'has no way to clear a field' {
        { Set-AtlassianUserProfile 'mia.active@example.com' -Department '' } | Should -Throw -ErrorId 'InvalidField,*' -ExpectedMessage '*Department*'
    }

    It 'sends nothing when nothing is to be set' {
        $sent = Get-Request { Set-AtlassianUserProfile 'mia.active@example.com' }
        $sent | Should -Not -Match '^PATCH'
        (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState'
        (Get-AtlassianConnection).PeopleChanged | Should -Be 0
    }

    It 'is told which field is locked, and by whom: <Who>' -ForEach @(
        @{ Who = 'saml.profile@example.com'; Reason = 'SAML sets it at each log-in' }
        @{ Who = 'scim.managed@example.com'; Reason = 'an identity provider sets it, through SCIM' }
        @{ Who = 'google.managed@example.com'; Reason = 'Google Workspace sets it' }
    ) {
        $before = (Get-AtlassianUserProfile $Who).Name
        Set-AtlassianUserProfile $Who -Name 'Another Name' -TimeZone 'Asia/Tokyo' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'FieldNotWritable'
        $errors[0].ErrorDetails.Message | Should -Match "^Name of $([regex]::Escape($Who)) .*Name: $Reason"
        $errors[0].ErrorDetails.Message | Should -Not -Match 'externalDirectory|authPolicy'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match 'Get-AtlassianUserPermission'
        (Get-AtlassianUserProfile $Who).Name | Should -Be $before
    }

    It 'foresees the lock with -WhatIf' {
        $change = Set-AtlassianUserProfile 'saml.profile@example.com' -Name 'Another Name' -WhatIf -PassThru
        $change.Outcome | Should -Be 'WhatIf'
        $change.ErrorCode | Should -Be 'FieldNotWritable'
        (Set-AtlassianUserProfile 'saml.profile@example.com' -TimeZone 'Asia/Tokyo' -WhatIf -PassThru).ErrorCode | Should -BeNullOrEmpty
        (Get-AtlassianUserProfile 'saml.profile@example.com').TimeZone | Should -Not -Be 'Asia/Tokyo'
    }
}

Describe '-WhatIf of fields' {
    It 'shows the old and the new value of each field that would change: <What>' -ForEach @(
        @{ What = 'typed'; Line = 'Set-AtlassianUserProfile mia.active@example.com -JobTitle Pilot -Department Flight -WhatIf'; Shows = "- JobTitle: 'Engineer' -> 'Pilot'; Department: empty -> 'Flight'$" }
        @{ What = 'one of them as it is'; Line = 'Set-AtlassianUserProfile mia.active@example.com -JobTitle Engineer -Location Oslo -WhatIf'; Shows = "\] - Location: 'New York' -> 'Oslo'$" }
        @{ What = 'of a row'; Line = '[pscustomobject]@{ Email = "mia.active@example.com"; Name = "Mia Active"; JobTitle = "Cook "; Location = "" } | Set-AtlassianUserProfile -WhatIf'; Shows = "\] - JobTitle: 'Engineer' -> 'Cook'$" }
        @{ What = 'a name'; Line = 'Set-AtlassianUserProfile mia.active@example.com -Name "Mia Married" -WhatIf'; Shows = "\] - Name: 'Mia Active' -> 'Mia Married'$" }
        @{ What = 'of a SCIM record'; Line = 'Set-AtlassianScimUser scim.managed@example.com -JobTitle Pilot -Department Sales -WhatIf'; Shows = "\] - title: empty -> 'Pilot'$" }
        @{ What = 'a new address'; Line = 'Set-AtlassianUserEmail mia.active@example.com mia.new@example.com -WhatIf'; Shows = 'to mia\.new@example\.com of .* - now mia\.active@example\.com$' }
    ) {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $shell = New-Shell $screen
        try {
            Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox; Connect-AtlassianScimDirectory; $Line"
            @($screen.Screen.Lines -match '^What if') | Should -Match $Shows
        }
        finally {
            Close-Shell $shell
        }
    }
}

Describe 'Set-AtlassianUserProfile with objects' {
    It 'sends only what was typed, whatever the object says: <Command>' -ForEach @(
        @{ Command = 'Get-AtlassianUser'; Get = { Get-AtlassianUser 'mia.active@example.com' } }
        @{ Command = 'Get-AtlassianUserProfile'; Get = { Get-AtlassianUserProfile 'mia.active@example.com' } }
        @{ Command = 'a change'; Get = { Disable-AtlassianUser 'mia.active@example.com' -WhatIf -PassThru } }
        @{ Command = 'a managed account'; Get = { Get-AtlassianUser -ManagedAccount | Where-Object Email -EQ 'mia.active@example.com' } }
    ) {
        Connect-AtlassianOrganization -Sandbox
        $old = & $Get
        Set-AtlassianUserProfile 'mia.active@example.com' -Name 'Mia Married' -Organization 'Elsewhere' -Location 'Oslo'
        $old | Set-AtlassianUserProfile -Department 'Flight'
        $now = Get-AtlassianUserProfile 'mia.active@example.com'
        $now.Department | Should -Be 'Flight'
        $now.Name | Should -Be 'Mia Married'
        $now.Organization | Should -Be 'Elsewhere'
        $now.Location | Should -Be 'Oslo'
    }

    It 'sends exactly that over the wire' {
        Get-Sent { Get-AtlassianUserProfile 'a1' | Set-AtlassianUserProfile -Department 'Flight' } | Should -BeExactly '{"extended_profile":{"department":"Flight"}}'
    }

    It 'takes neither name nor organization from a change, nor from one that was exported' {
        Connect-AtlassianOrganization -Sandbox
        $file = Join-Path $TestDrive 'results.csv'
        $change = Disable-AtlassianUser 'mia.active@example.com' -PassThru -Confirm:$false
        $change | Export-Csv $file -NoTypeInformation
        Set-AtlassianUserProfile 'mia.active@example.com' -Name 'Mia Married'
        $change | Set-AtlassianUserProfile -Department 'Left'
        Import-Csv $file | Set-AtlassianUserProfile -JobTitle 'Left'
        $now = Get-AtlassianUserProfile 'mia.active@example.com'
        $now.Name | Should -Be 'Mia Married'
        $now.Organization | Should -Be 'Sandbox Company'
        $now.Department | Should -Be 'Left'
        $now.JobTitle | Should -Be 'Left'
    }

    It 'takes neither from a change whose person was not found at first' {
        Connect-AtlassianOrganization -Sandbox
        $change = Disable-AtlassianUser 'mia.later@example.com' -PassThru -ErrorAction SilentlyContinue
        Set-AtlassianUserEmail 'mia.active@example.com' 'mia.later@example.com' -Confirm:$false
        $change | Set-AtlassianUserProfile -Department 'Flight'
        (Get-AtlassianUserProfile 'mia.later@example.com').Department | Should -Be 'Flight'
        (Get-AtlassianUserProfile 'mia.later@example.com').Organization | Should -Be 'Sandbox Company'
    }
}

Describe 'Set-AtlassianUserProfile with rows' {
    It 'sends only columns that differ and are not blank' {
        $row = [pscustomobject]@{
            AccountId = 'a1'; Name = 'Some Person'; Nickname = ''; TimeZone = '   '; JobTitle = 'Pilot'; Department = 'Sales'; Location = $null; 'Other column' = 'x'
        }
        Get-Sent { $row | Set-AtlassianUserProfile } | Should -BeExactly '{"extended_profile":{"job_title":"Pilot"}}'
    }

    It 'sends nothing when nothing differs' {
        Get-Sent { [pscustomobject]@{ AccountId = 'a1'; Name = 'Some Person'; JobTitle = 'Engineer' } | Set-AtlassianUserProfile } | Should -BeNullOrEmpty
        (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState'
    }

    It 'sends only what was typed when anything was' {
        $row = [pscustomobject]@{ AccountId = 'a1'; JobTitle = 'Pilot'; Department = 'Row' }
        Get-Sent { $row | Set-AtlassianUserProfile -Department 'Typed' } | Should -BeExactly '{"extended_profile":{"department":"Typed"}}'
    }

    It 'forgets one row before it comes to the next' {
        Connect-AtlassianOrganization -Sandbox
        $rows = @(
            [pscustomobject]@{ Email = 'mia.active@example.com'; JobTitle = 'Pilot'; Department = 'Flight' }
            [pscustomobject]@{ Email = 'alex.kim@example.com'; JobTitle = '' }
            [pscustomobject]@{ Email = 'alex.kim@example.org'; Department = 'Ground' }
        )
        $before = Get-AtlassianUserProfile 'alex.kim@example.com', 'alex.kim@example.org'
        ($rows | Set-AtlassianUserProfile -PassThru).Outcome | Should -Be 'Changed', 'AlreadyInState', 'Changed'
        $after = Get-AtlassianUserProfile 'mia.active@example.com', 'alex.kim@example.com', 'alex.kim@example.org'
        $after.JobTitle | Should -Be 'Pilot', $before[0].JobTitle, $before[1].JobTitle
        $after.Department | Should -Be 'Flight', $before[0].Department, 'Ground'
    }

    It 'does not trip over a locked field that the row leaves as it is' {
        Connect-AtlassianOrganization -Sandbox
        $before = Get-AtlassianUserProfile 'scim.managed@example.com'
        $row = [pscustomobject]@{ Email = $before.Email; Name = $before.Name; Department = $before.Department; TimeZone = 'Asia/Tokyo' }
        $change = $row | Set-AtlassianUserProfile -PassThru -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        $change.Outcome | Should -Be 'Changed'
        (Get-AtlassianUserProfile 'scim.managed@example.com').TimeZone | Should -Be 'Asia/Tokyo'
    }

    It 'is refused when the row would change the locked field' {
        Connect-AtlassianOrganization -Sandbox
        $row = [pscustomobject]@{ Email = 'scim.managed@example.com'; Name = 'Another Name'; TimeZone = 'Asia/Tokyo' }
        $row | Set-AtlassianUserProfile -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'FieldNotWritable'
        (Get-AtlassianUserProfile 'scim.managed@example.com').TimeZone | Should -Not -Be 'Asia/Tokyo'
    }

    It 'does what a hashtable says' {
        Get-Sent { @{ AccountId = 'a1' } | Set-AtlassianUserProfile -JobTitle 'Pilot' } | Should -BeExactly '{"extended_profile":{"job_title":"Pilot"}}'
    }
}
