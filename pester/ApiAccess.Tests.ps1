BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Get-AtlassianApiToken' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
        $script:All = @(Get-AtlassianApiToken)
    }

    It 'lists the tokens of all managed accounts with their owners' {
        $All[0] | Should -BeOfType 'AtlassianAdmin.Client.ApiAccess.ApiToken'
        $All.Count | Should -BeGreaterThan 100
        ($All.TokenId | Sort-Object -Unique).Count | Should -Be $All.Count
        $All | Where-Object { -not ($_.AccountId -and $_.Email -and $_.Name -and $_.Label) } | Should -BeNullOrEmpty
        $All.Email | Should -Not -Contain 'contractor@example.net'
        $All[0].CreatedAt | Should -BeOfType 'datetimeoffset'
        $All.Status | Sort-Object -Unique | Should -Be 'ALLOWED', 'BLOCKED'
    }

    It 'has TokenId and no Id, so that no token is taken for a person' {
        $All[0].PSObject.Properties.Name | Should -Contain 'TokenId'
        $All[0].PSObject.Properties.Name | Should -Not -Contain 'Id'
    }

    It 'lists one person''s, named by <How>' -ForEach @(
        @{ How = 'e-mail'; Who = { 'many.tokens@example.com' } }
        @{ How = 'id'; Who = { (Get-AtlassianUser 'many.tokens@example.com').AccountId } }
        @{ How = 'object'; Who = { Get-AtlassianUser 'many.tokens@example.com' } }
    ) {
        $tokens = Get-AtlassianApiToken (& $Who)
        $tokens.Email | Sort-Object -Unique | Should -Be 'many.tokens@example.com'
        # The same ones that the account itself lists.
        $tokens.TokenId | Sort-Object | Should -Be ((Get-AtlassianUserToken 'many.tokens@example.com').TokenId | Sort-Object)
    }

    It 'lists those of people down the pipeline, and goes on after somebody who is not found' {
        $tokens = 'nobody@example.com', '', 'many.tokens@example.com' | Get-AtlassianApiToken -ErrorAction SilentlyContinue -ErrorVariable errors
        $tokens | Should -HaveCount 40
        $errors | Get-Code | Should -Be 'IdentityNotFound', 'InvalidIdentity'
        $null | Get-AtlassianApiToken -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'InvalidIdentity'
    }

    It 'filters by expiry and by last use, of everybody and of one person' {
        $soon = (Get-Date).AddDays(60)
        $long = (Get-Date).AddDays(-60)
        (Get-AtlassianApiToken -ExpiresBefore $soon).TokenId | Should -Be ($All | Where-Object { $_.ExpiresAt -and $_.ExpiresAt -lt $soon }).TokenId
        (Get-AtlassianApiToken -UnusedSince $long).TokenId | Should -Be ($All | Where-Object { -not $_.LastActiveAt -or $_.LastActiveAt -lt $long }).TokenId
        $own = @($All | Where-Object Email -EQ 'many.tokens@example.com' | Where-Object { -not $_.LastActiveAt -or $_.LastActiveAt -lt $long })
        (Get-AtlassianApiToken 'many.tokens@example.com' -UnusedSince $long).TokenId | Should -Be $own.TokenId
        $own.Count | Should -BeGreaterThan 0
        $own.Count | Should -BeLessThan 40
        @(Get-AtlassianApiToken -ExpiresBefore $soon -UnusedSince $long).Count | Should -BeLessThan $All.Count
    }

    It 'searches by a word and filters by status' {
        (Get-AtlassianApiToken -SearchTerm 'backup').Label | Sort-Object -Unique | Should -Be 'Backup script'
        $blocked = @(Get-AtlassianApiToken -Status blocked)
        $blocked.TokenId | Should -Be ($All | Where-Object Status -EQ 'BLOCKED').TokenId
        (Get-AtlassianApiToken -Status allowed -SearchTerm 'backup').Status | Sort-Object -Unique | Should -Be 'ALLOWED'
        (Get-AtlassianApiToken 'many.tokens@example.com' -SearchTerm 'backup').Email | Sort-Object -Unique | Should -Be 'many.tokens@example.com'
        # Those of somebody disabled are blocked.
        Disable-AtlassianUser 'many.tokens@example.com'
        (Get-AtlassianApiToken 'many.tokens@example.com').Status | Sort-Object -Unique | Should -Be 'BLOCKED'
        Enable-AtlassianUser 'many.tokens@example.com'
    }
}

Describe 'Revoke-AtlassianApiToken' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'revokes what Get-AtlassianApiToken lists, each its own, one request each' {
        $tokens = @(Get-AtlassianApiToken 'many.tokens@example.com' | Select-Object -First 3)
        $script:changes = $null
        $sent = Get-Request { $script:changes = $tokens | Revoke-AtlassianApiToken -PassThru -Confirm:$false }
        $changes.Outcome | Should -Be 'Changed', 'Changed', 'Changed'
        $changes.Action | Sort-Object -Unique | Should -Be 'RevokeToken'
        $changes.Email | Sort-Object -Unique | Should -Be 'many.tokens@example.com'
        @($sent) -match '^DELETE ' | Should -HaveCount 3
        $left = @(Get-AtlassianApiToken 'many.tokens@example.com')
        $left | Should -HaveCount 37
        $left.TokenId | Where-Object { $_ -in $tokens.TokenId } | Should -BeNullOrEmpty
    }

    It 'revokes those of several people that nobody has used for long' {
        $old = @(Get-AtlassianApiToken -Status allowed | Where-Object { -not $_.LastActiveAt } | Select-Object -First 10)
        ($old.Email | Sort-Object -Unique).Count | Should -BeGreaterThan 2
        ($old | Revoke-AtlassianApiToken -PassThru -Confirm:$false).Outcome | Sort-Object -Unique | Should -Be 'Changed'
        (Get-AtlassianApiToken).TokenId | Where-Object { $_ -in $old.TokenId } | Should -BeNullOrEmpty
    }

    It 'takes a person and a token, also from a CSV' {
        $file = Join-Path $TestDrive 'tokens.csv'
        Get-AtlassianApiToken 'many.tokens@example.com' | Select-Object -First 2 | Export-Csv $file -NoTypeInformation
        (Import-Csv $file | Revoke-AtlassianApiToken -PassThru -Confirm:$false).Outcome | Should -Be 'Changed', 'Changed'
        $next = @(Get-AtlassianApiToken 'many.tokens@example.com')[0].TokenId
        Revoke-AtlassianApiToken 'many.tokens@example.com' $next -Confirm:$false | Should -BeNullOrEmpty
        Get-AtlassianApiToken 'many.tokens@example.com' | Should -HaveCount 37
    }

    It 'says which token is not there' {
        Revoke-AtlassianApiToken 'many.tokens@example.com' 'no-such-token' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'TokenNotFound'
    }

    It 'foresees with -WhatIf, asks first, and has no way to revoke everybody''s' {
        $tokens = Get-AtlassianApiToken 'many.tokens@example.com' | Select-Object -First 2
        ($tokens | Revoke-AtlassianApiToken -WhatIf -PassThru).Outcome | Should -Be 'WhatIf', 'WhatIf'
        Get-AtlassianApiToken 'many.tokens@example.com' | Should -HaveCount 40
        $command = Get-Command Revoke-AtlassianApiToken
        $command.ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0].ConfirmImpact | Should -Be 'High'
        $command.Parameters.Keys | Should -Not -Contain 'All'
        $command.Parameters['TokenId'].ParameterSets.Values.IsMandatory | Should -Be $true
    }
}

Describe 'Get-AtlassianApiKey' {
    It 'lists the keys, with who made them and what they may do' {
        Connect-AtlassianOrganization -Sandbox
        $keys = Get-AtlassianApiKey
        $keys[0] | Should -BeOfType 'AtlassianAdmin.Client.ApiAccess.OrganizationApiKey'
        $keys.Label | Sort-Object | Should -Be 'Ad-hoc script', 'Automation', 'Expires soon', 'Import 2026', 'Old automation', 'Reporting (read only)'
        ($keys | Where-Object Label -EQ 'Automation').Scopes | Should -BeNullOrEmpty
        ($keys | Where-Object Label -EQ 'Reporting (read only)').Scopes | Should -Contain 'read:groups:admin'
        ($keys | Where-Object Label -EQ 'Ad-hoc script').CreatedByEmail | Should -Be 'already.disabled@example.com'
        @($keys | Where-Object { $_.ExpiresAt -lt (Get-Date) }).Label | Should -Be 'Old automation'
        ($keys | Where-Object Label -EQ 'Import 2026').LastActiveAt | Should -BeNullOrEmpty
    }

    It 'filters by expiry' {
        Connect-AtlassianOrganization -Sandbox
        (Get-AtlassianApiKey -ExpiresBefore (Get-Date)).Label | Should -Be 'Old automation'
        (Get-AtlassianApiKey -ExpiresBefore (Get-Date).AddDays(30)).Label | Sort-Object | Should -Be 'Ad-hoc script', 'Expires soon', 'Old automation'
    }

    It 'shows no key, and does not guess which one is in use' {
        $sandbox = Start-AtlassianSandbox -UserCount 12
        try {
            Connect-AtlassianOrganization -OrganizationId $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri
            $text = Get-AtlassianApiKey | Format-List * | Out-String -Width 1000
            $text | Should -Not -Match ([regex]::Escape((ConvertFrom-Key $sandbox.ApiKey)))
            $text | Should -Not -Match 'current|own|inuse'
        }
        finally {
            Stop-AtlassianSandbox $sandbox
        }
    }
}

Describe 'Revoke-AtlassianApiKey' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'revokes what Get-AtlassianApiKey lists, and returns nothing' {
        Get-AtlassianApiKey | Where-Object CreatedByEmail -EQ 'already.disabled@example.com' | Revoke-AtlassianApiKey -Confirm:$false | Should -BeNullOrEmpty
        (Get-AtlassianApiKey).Label | Should -Not -Contain 'Ad-hoc script'
        Get-AtlassianApiKey | Should -HaveCount 5
        (Get-AtlassianEvent -Bulk -Action 'api_key_revoked').Message | Should -Match 'Ad-hoc script'
    }

    It 'names the key in its question, and says that it may be the one in use' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('No')
        $shell = New-Shell $screen
        try {
            $left = Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox; Get-AtlassianApiKey | Where-Object Label -eq 'Automation' | Revoke-AtlassianApiKey; Get-AtlassianApiKey"
            $left | Should -HaveCount 6
            $screen.Screen.Questions[0] | Should -Match 'Revoke API key Automation \(.*\), which may be the one in use, of Sandbox Company \[sandbox\] - now present\?'
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'may be the key in use: what follows is told as refused' {
        $own = Get-AtlassianApiKey | Where-Object Label -EQ 'Automation'
        Revoke-AtlassianApiKey $own.ApiKeyId -Confirm:$false -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        Get-AtlassianApiKey -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'KeyRejected'
        $changes = 'mia.active@example.com', 'admin@example.com' | Suspend-AtlassianUser -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Outcome | Should -Not -Contain 'Changed'
        $errors | Get-Code | Should -Be 'KeyRejected'
    }

    It 'goes on after a key that is not there: <_>' -ForEach 'no-such-key', '..', 'a/b', 'a?b=c' {
        $odd = Get-AtlassianApiKey | Where-Object Label -EQ 'Import 2026'
        $_, $odd.ApiKeyId | Revoke-AtlassianApiKey -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Should -HaveCount 1
        $errors[0].TargetObject | Should -Be $_
        $errors | Get-Code | Should -Be 'ApiKeyNotFound'
        (Get-AtlassianApiKey).Label | Should -Not -Contain 'Import 2026'
        Get-AtlassianApiKey | Should -HaveCount 5
    }

    It 'tells the change, reads it back with -Verify, and says when a listed key is revoked already' {
        $key = Get-AtlassianApiKey | Where-Object Label -EQ 'Import 2026'
        $change = $key | Revoke-AtlassianApiKey -PassThru -Verify -Confirm:$false
        $change | Should -BeOfType 'AtlassianAdmin.Changes.Running.Change'
        "$($change.Action) $($change.Outcome) $($change.Verified) $($change.Before) $($change.After)" | Should -Be 'RevokeApiKey Changed True present revoked'
        $change.TargetId | Should -Be $key.ApiKeyId
        $change.Target | Should -Be 'Import 2026'
        $change.AccountId | Should -BeNullOrEmpty
        foreach ($with in @{}, @{ PassThru = $true }) {
            $key | Revoke-AtlassianApiKey -Confirm:$false -ErrorVariable errors @with | Out-Null
            $errors | Should -BeNullOrEmpty
            (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState'
        }
        # Its id alone may be a slip.
        Revoke-AtlassianApiKey $key.ApiKeyId -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'ApiKeyNotFound'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match 'Get-AtlassianApiKey'
    }

    It 'revokes nothing with -WhatIf, and nothing on a connection that is read only' {
        Get-AtlassianApiKey | Revoke-AtlassianApiKey -WhatIf
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        Get-AtlassianApiKey | Revoke-AtlassianApiKey -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Sort-Object -Unique | Should -Be 'ReadOnlyConnection'
        Get-AtlassianApiKey | Should -HaveCount 6
    }
}
