BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianUserToken' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'lists the tokens with whose they are' {
        $tokens = Get-AtlassianUserToken 'many.tokens@example.com'
        $tokens | Should -HaveCount 40
        $tokens[0] | Should -BeOfType 'AtlassianAdmin.Client.Accounts.UserApiToken'
        $tokens[0].TokenId | Should -Not -BeNullOrEmpty
        $tokens[0].Label | Should -Not -BeNullOrEmpty
        $tokens[0].AccountId | Should -Be (Get-AtlassianUser 'many.tokens@example.com').AccountId
        $tokens[0].Email | Should -Be 'many.tokens@example.com'
        $tokens[0].Name | Should -Be 'Tom Tokens'
        $tokens[0].CreatedAt | Should -BeOfType 'datetimeoffset'
    }

    It 'has TokenId and no Id, so that no token is taken for a person' {
        $names = (Get-AtlassianUserToken 'many.tokens@example.com')[0].PSObject.Properties.Name
        $names | Should -Contain 'TokenId'
        $names | Should -Not -Contain 'Id'
    }

    It 'lists those of several people, in order, and goes on after a failure' {
        $tokens = 'many.tokens@example.com', 'contractor@example.net', 'many.tokens@example.com' | Get-AtlassianUserToken -ErrorAction SilentlyContinue -ErrorVariable errors
        $tokens | Should -HaveCount 80
        $errors | Get-Code | Should -Be 'AccountNotManaged'
    }
}

Describe 'Revoke-AtlassianUserToken' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
        $script:Tokens = @(Get-AtlassianUserToken 'many.tokens@example.com')
        $script:Tom = $Tokens[0].AccountId
    }

    It 'revokes one with one request, and returns nothing' {
        $script:returned = 'something'
        $sent = Get-Request { $script:returned = Revoke-AtlassianUserToken $Tom -TokenId $Tokens[3].TokenId -Confirm:$false }
        $sent | Should -HaveCount 1
        $sent | Should -Match '^DELETE /users/\{account_id\}/manage/api-tokens/\{tokenId\} -> 204 '
        $returned | Should -BeNullOrEmpty
        $left = Get-AtlassianUserToken $Tom
        $left | Should -HaveCount 39
        $left.TokenId | Should -Not -Contain $Tokens[3].TokenId
    }

    It 'tells the change' {
        $change = Revoke-AtlassianUserToken 'many.tokens@example.com' $Tokens[0].TokenId -PassThru -Verify -Confirm:$false
        $change.Action | Should -Be 'RevokeToken'
        $change.Outcome | Should -Be 'Changed'
        $change.Before | Should -BeExactly 'present'
        $change.After | Should -BeExactly 'revoked'
        $change.Target | Should -Be $Tokens[0].TokenId
        $change.TargetId | Should -Be $Tokens[0].TokenId
        $change.Verified | Should -BeTrue
        $change.Email | Should -Be 'many.tokens@example.com'
    }

    It 'revokes what Get-AtlassianUserToken lists, each its own' {
        $changes = $Tokens[1], $Tokens[5], $Tokens[9] | Revoke-AtlassianUserToken -PassThru -Confirm:$false
        $changes.Outcome | Should -Be 'Changed', 'Changed', 'Changed'
        $left = @(Get-AtlassianUserToken $Tom)
        $left.TokenId | Should -Be @($Tokens | Where-Object TokenId -NotIn $Tokens[1, 5, 9].TokenId | ForEach-Object TokenId)
        (Get-AtlassianConnection).PeopleChanged | Should -Be 1
    }

    It 'asks for each token by its own id' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('Yes', 'No')
        $shell = New-Shell $screen
        try {
            $changes = Invoke-Shell $shell 'Connect-AtlassianOrganization -Sandbox; $tokens = Get-AtlassianUserToken many.tokens@example.com | Select-Object -First 2; $tokens | Revoke-AtlassianUserToken -Confirm -PassThru'
            $screen.Screen.Questions[0] | Should -Match $Tokens[0].TokenId
            $screen.Screen.Questions[1] | Should -Match $Tokens[1].TokenId
            $changes.Outcome | Should -Be 'Changed', 'Skipped'
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'takes rows with AccountId and TokenId from a CSV' {
        $file = Join-Path $TestDrive 'tokens.csv'
        $Tokens | Select-Object -First 2 AccountId, TokenId | Export-Csv $file -NoTypeInformation
        (Import-Csv $file | Revoke-AtlassianUserToken -PassThru -Confirm:$false).Outcome | Should -Be 'Changed', 'Changed'
        Get-AtlassianUserToken $Tom | Should -HaveCount 38
    }

    It 'revokes all with -All: each token has a change object of its own, and the list is read back once' {
        $script:changes = $null
        $sent = Get-Request { $script:changes = Revoke-AtlassianUserToken $Tom -All -PassThru -Verify -Confirm:$false }
        $changes | Should -HaveCount 40
        $changes.TargetId | Should -Be $Tokens.TokenId
        $changes.Target | Should -Be $Tokens.Label
        foreach ($property in @{ Outcome = 'Changed'; Before = 'present'; After = 'revoked'; Verified = $true; Attempts = 1; AccountId = $Tom }.GetEnumerator()) {
            $changes.($property.Key) | Select-Object -Unique | Should -Be $property.Value
        }
        @($sent -match '^DELETE ') | Should -HaveCount 40
        @($sent -match '^GET .*/manage/api-tokens -> 200 ') | Should -HaveCount 2
        (Get-AtlassianConnection).PeopleChanged | Should -Be 1
        Get-AtlassianUserToken $Tom | Should -BeNullOrEmpty
    }

    It 'asks once for all tokens of a person, and tells one error' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('Yes')
        $shell = New-Shell $screen
        try {
            $changes = Invoke-Shell $shell 'Connect-AtlassianOrganization -Sandbox; Revoke-AtlassianUserToken many.tokens@example.com -All -Confirm -PassThru'
            $screen.Screen.Questions | Should -HaveCount 1
            $screen.Screen.Questions[0] | Should -Match 'Revoke all API tokens of Tom Tokens .* - now 40\?'
            $changes | Should -HaveCount 40
        }
        finally {
            Close-Shell $shell
        }
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        $changes = Revoke-AtlassianUserToken $Tom -All -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.ErrorCode | Select-Object -Unique | Should -Be 'ReadOnlyConnection'
        $errors | Get-Code | Should -Be 'ReadOnlyConnection'
        $errors[0].ErrorDetails.Message | Should -Match 'Done: 0 of 40\.'
    }

    It 'tells half done as half done: which tokens are gone and which are not' {
        $list = '[{"id":"t1","label":"One"},{"id":"t2","label":"Two"},{"id":"t3","label":"Three"}]'
        $server = Start-CannedServer @(
            @{ Pattern = '^GET .*/api-tokens$'; Body = $list }
            @{ Pattern = '^DELETE .*/t2$'; Status = 403; Body = '{"key":"forbidden.action","context":{"allowed":false,"reason":{"key":"externalDirectory.scim"}}}' }
            @{ Pattern = '^DELETE '; Status = 204 }
        )
        try {
            Connect-CannedServer $server
            $changes = Revoke-AtlassianUserToken 'a1' -All -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
            $changes.Target | Should -Be 'One', 'Two', 'Three'
            $changes.Outcome | Should -Be 'Changed', 'Failed', 'Changed'
            $errors | Get-Code | Should -Be 'ManagedByScim'
            $errors[0].TargetObject | Should -Be 'a1'
            $errors[0].ErrorDetails.Message | Should -Match 'Done: 2 of 3\.'
        }
        finally {
            $server.Dispose()
        }
    }

    It 'sends no more tokens after the key was rejected, and says which' {
        $list = '[{"id":"t1"},{"id":"t2"},{"id":"t3"}]'
        $server = Start-CannedServer @(
            @{ Pattern = '^GET .*/api-tokens$'; Body = $list }
            @{ Pattern = '^DELETE .*/t1$'; Status = 204 }
            @{ Pattern = '^DELETE '; Status = 401; Body = '{"code":401,"message":"Unauthorized"}' }
        )
        try {
            Connect-CannedServer $server @{ ThrottleLimit = 1 }
            'a1', 'a2' | Revoke-AtlassianUserToken -All -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'KeyRejected'
            $last = Get-AtlassianChange -Last
            $last[0..2].TargetId | Should -Be 't1', 't2', 't3'
            $last[0..2].Outcome | Should -Be 'Changed', 'Failed', 'Skipped'
            $last[2].ErrorCode | Should -Be 'KeyRejected'
            @($server.Requests | Where-Object Line -Match '^DELETE .*/t3').Count | Should -Be 0
        }
        finally {
            $server.Dispose()
        }
    }

    It 'is AlreadyInState when there is none left' {
        Revoke-AtlassianUserToken $Tom -All -Confirm:$false
        $change = Revoke-AtlassianUserToken $Tom -All -PassThru -Confirm:$false -ErrorVariable errors
        "$($change.Outcome) $($change.Target) $($change.After)" | Should -Be 'AlreadyInState API tokens 0'
        $errors | Should -BeNullOrEmpty
    }

    It 'says which token is not there, read before or not' -ForEach @(
        @{ With = @{} }
        @{ With = @{ PassThru = $true } }
    ) {
        Revoke-AtlassianUserToken 'many.tokens@example.com' 'no-such-token' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors @With | Out-Null
        $errors | Get-Code | Should -Be 'TokenNotFound'
        $errors[0].ErrorDetails.Message | Should -Match 'many\.tokens@example\.com has no .*no-such-token'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match 'Get-AtlassianUserToken'
    }

    It 'never climbs out of its path: <_>' -ForEach '..', '.', '', ' ', '../../lifecycle/disable', "a`r`nb", 'a?b=c', 'a#b', '%2e%2e' {
        Revoke-AtlassianUserToken $Tom -TokenId $_ -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'TokenNotFound'
        Get-AtlassianUserToken $Tom | Should -HaveCount 40
        Get-Status $Tom | Should -Be 'active'
    }

    It 'revokes nothing where no token is named, and says so once' {
        $thrown = { 'many.tokens@example.com', 'mia.active@example.com' | Revoke-AtlassianUserToken -Confirm:$false } | Should -Throw -ErrorId 'TokenNotNamed,*' -PassThru
        $thrown.ErrorDetails.RecommendedAction | Should -Match '-All'
        Get-AtlassianUserToken $Tom | Should -HaveCount 40
    }

    It 'takes either a token or -All' {
        { Revoke-AtlassianUserToken $Tom -TokenId 'x' -All -Confirm:$false } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'foresees with -WhatIf, and revokes nothing' {
        $foreseen = Revoke-AtlassianUserToken $Tom -All -WhatIf -PassThru
        $foreseen | Should -HaveCount 40
        $foreseen | Where-Object ErrorCode | Should -BeNullOrEmpty
        $foreseen.Before | Select-Object -Unique | Should -Be 'present'
        (Revoke-AtlassianUserToken $Tom 'no-such-token' -WhatIf -PassThru).ErrorCode | Should -Be 'TokenNotFound'
        Get-AtlassianUserToken $Tom | Should -HaveCount 40
    }
}
