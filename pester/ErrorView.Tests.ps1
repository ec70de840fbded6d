# The next step is shown on every PowerShell: ConciseView shows it since 7.5; elsewhere it is the last line of the message.

[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables from block to block, and PowerShell reads $ErrorView.')]
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidGlobalVars', '', Justification = 'That is where PowerShell looks for $ErrorView.')]
param()

BeforeDiscovery {
    # The type of the variable came with 7.0, DetailedView with 7.2; Windows PowerShell takes any text.
    $views = @(
        @{ View = 'ConciseView' }
        @{ View = 'conciseview' }
        @{ View = 'NormalView' }
        @{ View = 'CategoryView' }
        @{ View = if ($PSVersionTable.PSVersion -ge [version]'7.2') { 'DetailedView' } else { '' } }
    )
    # The ways by which an error comes.
    $ways = @(
        @{ Way = 'of a change'; Code = 'ManagedByScim'; Script = { Disable-AtlassianUser scim.managed@example.com -ErrorAction Stop } }
        @{ Way = 'of a reader'; Code = 'IdentityNotFound'; Script = { Get-AtlassianUserProfile nobody@example.com -ErrorAction Stop } }
        @{ Way = 'of a list'; Code = 'GroupNotFound'; Script = { Get-AtlassianGroupMember no-such-group -ErrorAction Stop } }
        @{ Way = 'of a file'; Code = 'JournalUnusable'; Script = { Get-AtlassianChange -JournalPath (Join-Path $TestDrive 'none.jsonl') -ErrorAction Stop } }
        @{ Way = 'that ends a command'; Code = 'ScimNotConnected'; Script = { Get-AtlassianScimUser } }
        @{ Way = 'without a connection'; Code = 'NotConnected'; Script = { Disconnect-AtlassianOrganization; Get-AtlassianUser } }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1') -Force
    $script:Before = $global:ErrorView
    $script:EngineShowsIt = $PSVersionTable.PSVersion -ge [version]'7.5'

    # The error that ends a script.
    function Get-FinalError {
        param([Parameter(Mandatory)][scriptblock] $Script)
        try {
            $null = . $Script
        }
        catch {
            return $_
        }
        throw "This ended without an error: $Script"
    }

    # What a person reads, in one line and without colours: PowerShell wraps it to the width of the window, behind a bar.
    function ConvertTo-Line {
        param([Parameter(Mandatory)] $Text)
        ($Text -replace '\x1b\[[0-9;]*m') -replace '[\s|]+', ' '
    }

    # How often a text is in another one.
    function Measure-Text {
        param([Parameter(Mandatory)][string] $Text, [Parameter(Mandatory)][string] $In)
        [regex]::Matches((ConvertTo-Line $In), [regex]::Escape((ConvertTo-Line $Text))).Count
    }
}

Describe 'The next step' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    AfterEach {
        $global:ErrorView = $Before
    }

    Context 'with $ErrorView <View>' -ForEach $views {
        BeforeEach {
            $global:ErrorView = $View
            $script:IsShownByIt = $EngineShowsIt -and $View -eq 'ConciseView'
        }

        It 'of an error <Way> is where it is shown' -ForEach $ways {
            $record = Get-FinalError $Script
            $record | Get-Code | Should -Be $Code
            $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $lines = @($record.ErrorDetails.Message -split [Environment]::NewLine)
            $lines[0] | Should -BeExactly $record.Exception.Message
            if ($IsShownByIt) {
                $lines | Should -HaveCount 1
            }
            else {
                $lines | Should -HaveCount 2
                $lines[1] | Should -BeExactly $record.ErrorDetails.RecommendedAction
            }
        }

        It 'has a field of its own in a change object' {
            $change = Disable-AtlassianUser scim.managed@example.com -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
            $change.ErrorMessage | Should -BeExactly $errors[0].Exception.Message
            $change.RecommendedAction | Should -BeExactly $errors[0].ErrorDetails.RecommendedAction
        }

        It 'comes after what more the command knows' {
            $server = Start-CannedServer @{ Pattern = 'users/'; Status = 401; Body = '{"code":401,"message":"Unauthorized"}' }
            try {
                Connect-CannedServer $server @{ ThrottleLimit = 1 }
                'a1', 'a2', 'a3' | Get-AtlassianUserProfile -ErrorAction SilentlyContinue -ErrorVariable errors
            }
            finally {
                $server.Dispose()
            }
            $lines = @($errors[0].ErrorDetails.Message -split [Environment]::NewLine)
            $lines[0] | Should -Be "$($errors[0].Exception.Message) 2 more people were not read for the same reason."
            $lines | Select-Object -Skip 1 | Should -Be @(if (-not $IsShownByIt) { $errors[0].ErrorDetails.RecommendedAction })
        }
    }

    Context 'to a person' {
        It 'is shown once with $ErrorView <_>' -ForEach 'ConciseView', 'NormalView' {
            $global:ErrorView = $_
            $record = Get-FinalError { Disable-AtlassianUser scim.managed@example.com -ErrorAction Stop }
            $text = $record | Out-String -Width 500
            Measure-Text $record.Exception.Message -In $text | Should -Be 1
            Measure-Text $record.ErrorDetails.RecommendedAction -In $text | Should -Be 1
        }
    }

    Context 'of a script that sets $ErrorView for itself' {
        # The host asks for the global one, Out-String in the script for the script's: it is shown by both or told in the message.
        It 'is in the message unless both views show it: <Global> and <Own>' -ForEach @(
            @{ Global = 'ConciseView'; Own = 'ConciseView' }
            @{ Global = 'ConciseView'; Own = 'NormalView' }
            @{ Global = 'NormalView'; Own = 'ConciseView' }
        ) {
            $global:ErrorView = $Global
            $ErrorView = $Own
            $record = Get-FinalError { Disable-AtlassianUser scim.managed@example.com -ErrorAction Stop }
            $isShown = $EngineShowsIt -and $Global -eq 'ConciseView' -and $Own -eq 'ConciseView'
            @($record.ErrorDetails.Message -split [Environment]::NewLine) | Should -HaveCount $(if ($isShown) { 1 } else { 2 })
        }
    }

    Context 'of a session without $ErrorView' {
        It 'is in the message' {
            $shell = New-Shell
            try {
                $record = Invoke-Shell $shell @'
                    Remove-Variable ErrorView -Force
                    Connect-AtlassianOrganization -Sandbox
                    Disable-AtlassianUser scim.managed@example.com -ErrorAction SilentlyContinue -ErrorVariable errors
                    $errors[0]
'@
                $record.ErrorDetails.Message | Should -BeExactly ($record.Exception.Message + [Environment]::NewLine + $record.ErrorDetails.RecommendedAction)
            }
            finally {
                $shell | Close-Shell
            }
        }
    }

    Context 'of a process' {
        It 'is written where nobody has chosen a view' {
            $child = Invoke-ChildShell 'Connect-AtlassianOrganization -Sandbox; Disable-AtlassianUser scim.managed@example.com'
            Measure-Text '-Route Auto' -In $child.Text | Should -Be 1
        }
    }
}
