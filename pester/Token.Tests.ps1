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
        "$($change.Before)" | Should -Be '1'
        "$($change.After)" | Should -Be '0'
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

    It 'revokes all with -All' {
        $change = Revoke-AtlassianUserToken 'many.tokens@example.com' -All -PassThru -Verify -Confirm:$false
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before)" | Should -Be '40'
        "$($change.After)" | Should -Be '0'
        $change.Attempts | Should -Be 40
        Get-AtlassianUserToken $Tom | Should -BeNullOrEmpty
    }

    It 'is AlreadyInState when there is none left' {
        Revoke-AtlassianUserToken $Tom -All -Confirm:$false
        (Revoke-AtlassianUserToken $Tom -All -PassThru -Confirm:$false -ErrorVariable errors).Outcome | Should -Be 'AlreadyInState'
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

    It 'takes either a token or -All' {
        { Revoke-AtlassianUserToken $Tom -TokenId 'x' -All -Confirm:$false } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'foresees with -WhatIf, and revokes nothing' {
        (Revoke-AtlassianUserToken $Tom -All -WhatIf -PassThru).ErrorCode | Should -BeNullOrEmpty
        (Revoke-AtlassianUserToken $Tom 'no-such-token' -WhatIf -PassThru).ErrorCode | Should -Be 'TokenNotFound'
        Get-AtlassianUserToken $Tom | Should -HaveCount 40
    }
}
