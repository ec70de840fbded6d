# What the module and its tests take SecretManagement to do. It holds the real one, and what stands in for it, to the same:
# so the tests over the stand-in say something of the real one.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Vaults.psm1')
    $noVaults = Get-VaultObstacle
}

Describe 'SecretManagement, or what stands in for it' -Skip:([bool]$noVaults) {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $script:Result = Join-Path $folder 'result.xml'
        $child = Invoke-ChildShell -NonInteractive -ClosedInput ("`$folder = '$folder'; `$folderVault = '$PSScriptRoot/fixtures/FolderVault'; " + {
                $env:HOME = $folder
                $seen = @{}

                # What a command returns, and the ids of the errors and the warnings beside it.
                function Watch {
                    param([string] $As, [scriptblock] $Script)
                    $all = @(try { & $Script 2>&1 3>&1 } catch { $_; 'ended' })
                    $errors = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
                    $seen[$As] = @{
                        Output   = @($all | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] -and $_ -isnot [System.Management.Automation.WarningRecord] -and "$_" -ne 'ended' })
                        Errors   = @($errors | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] })
                        Cause    = "$($errors | Select-Object -First 1 | ForEach-Object { $_.Exception.InnerException.Message })"
                        Warnings = @($all | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object { "$_".Trim() })
                        Ended    = $all -contains 'ended'
                    }
                }

                function Add-Vault {
                    param([string] $Name, [string] $Refuses, [string] $Folder = $Name)
                    $null = New-Item -ItemType Directory (Join-Path $env:HOME $Folder) -Force
                    Register-SecretVault -Name $Name -ModuleName $folderVault -VaultParameters @{ Folder = Join-Path $env:HOME $Folder; Refuses = $Refuses }
                }

                function Get-Kind {
                    param([Parameter(ValueFromPipeline)] $Secret)
                    process { $Secret.GetType().Name }
                }

                $secure = [System.Net.NetworkCredential]::new('', 'secure').SecurePassword
                $credential = [pscredential]::new('name', $secure)

                Watch 'no vault: list' { Get-SecretVault }
                Watch 'no vault: info' { Get-SecretInfo }
                Watch 'no vault: get' { Get-Secret x }
                Watch 'no vault: set' { Set-Secret x -Secret y }
                Watch 'no vault: set info' { Set-SecretInfo x -Metadata @{ a = 1 } }

                Add-Vault A
                Add-Vault B 'metadata'
                Watch 'vaults' { Get-SecretVault | ForEach-Object { "$($_.Name) $($_.ModuleName) $($_.IsDefault) $($_.VaultParameters.Refuses) $(Test-Path $_.ModulePath)" } }
                Watch 'vault type' { (Get-SecretVault A).GetType().FullName }
                Watch 'vault by pattern' { (Get-SecretVault 'b*').Name }
                Watch 'vault that is none' { Get-SecretVault none }
                Watch 'name taken' { Register-SecretVault -Name a -ModuleName $folderVault }
                Watch 'no such module' { Register-SecretVault -Name C -ModuleName (Join-Path $folder 'nothing') }
                Watch 'default' { Set-SecretVaultDefault B; (Get-SecretVault | Where-Object IsDefault).Name; Set-SecretVaultDefault -ClearDefault; @(Get-SecretVault | Where-Object IsDefault).Count }
                Watch 'default that is none' { Set-SecretVaultDefault none }
                Watch 'set without default' { Set-Secret x -Secret y }

                Set-Secret Text 'text' -Vault A
                Set-Secret Secure $secure -Vault A
                Set-Secret Bytes ([byte[]](1, 2)) -Vault A
                Set-Secret Credential $credential -Vault A
                Set-Secret Table @{ Text = 'text'; Secure = $secure; Credential = $credential; Number = 1 } -Vault A
                Watch 'kinds' { foreach ($name in 'Text', 'Secure', 'Credential', 'Table') { Get-Secret $name -Vault A | Get-Kind } }
                Watch 'bytes' { , (Get-Secret Bytes -Vault A) | Get-Kind }
                Watch 'kinds as plain text' { foreach ($name in 'Text', 'Secure', 'Credential', 'Table') { Get-Secret $name -Vault A -AsPlainText | Get-Kind } }
                Watch 'table' { $table = Get-Secret Table -Vault A; $table.Keys | Sort-Object | ForEach-Object { "$_ $($table[$_] | Get-Kind)" } }
                Watch 'table as plain text' { $table = Get-Secret Table -Vault A -AsPlainText; $table.Keys | Sort-Object | ForEach-Object { "$_ $($table[$_] | Get-Kind)" } }
                Watch 'from any vault' { Get-Secret Text -AsPlainText }
                Watch 'by pattern' { Get-Secret 'Te*' -Vault A }
                Watch 'no such secret' { Get-Secret none -Vault A }
                Watch 'no such vault: get' { Get-Secret x -Vault none }
                Watch 'no such vault: info' { Get-SecretInfo -Vault none }
                Watch 'no such vault: set' { Set-Secret x y -Vault none }
                Watch 'no such vault: remove' { Remove-Secret x -Vault none }
                Watch 'no clobber' { Set-Secret Text 'other' -Vault A -NoClobber; Get-Secret Text -Vault A -AsPlainText }
                Watch 'info' { Get-SecretInfo -Vault A | ForEach-Object { "$($_.VaultName) $($_.Name) $($_.Type)" } }
                Watch 'info type' { (Get-SecretInfo Text -Vault A).GetType().FullName }
                Watch 'info by pattern' { (Get-SecretInfo 't*' -Vault A).Name }
                Watch 'info of nothing' { Get-SecretInfo none -Vault A }
                Watch 'by pipeline' { Get-SecretInfo Text -Vault A | Get-Secret -AsPlainText }

                Set-SecretInfo Text -Metadata @{ Word = 'word'; When = [datetime]'2031-02-03'; Number = 1 } -Vault A
                Watch 'metadata' { $read = (Get-SecretInfo Text -Vault A).Metadata; $read.Keys | Sort-Object | ForEach-Object { "$_ $($read[$_] | Get-Kind)" } }
                Watch 'metadata refused' { Set-Secret Text 'text' -Vault B; Set-SecretInfo Text -Metadata @{ Word = 'word' } -Vault B; Get-Secret Text -Vault B -AsPlainText }
                Watch 'metadata refused with the secret' { Set-Secret Text 'new' -Metadata @{ Word = 'word' } -Vault B; Get-Secret Text -Vault B }

                Watch 'what if' { Set-Secret New 'text' -Vault A -WhatIf; Remove-Secret Text -Vault A -WhatIf; (Get-SecretInfo -Vault A).Name -contains 'New'; (Get-SecretInfo -Vault A).Name -contains 'Text' }
                Watch 'removed' { Remove-Secret Bytes -Vault A; Get-SecretInfo Bytes -Vault A }
                Watch 'removed by pipeline' { Get-SecretInfo Credential -Vault A | Remove-Secret; Get-SecretInfo Credential -Vault A }
                Watch 'remove nothing' { Remove-Secret none -Vault A }
                Watch 'tested' { Test-SecretVault A }
                Watch 'unlocked' { Unlock-SecretVault A -Password $secure }

                Add-Vault Closed 'read,write' -Folder A
                Watch 'write refused' { Set-Secret New 'words' -Vault Closed }
                Watch 'read refused' { Get-Secret Text -Vault Closed }
                Watch 'broken' { Set-Content (Join-Path $env:HOME 'B/Broken.xml') 'no XML'; Get-SecretInfo -Vault B }
                Watch 'unregistered' { Unregister-SecretVault B, Closed; (Get-SecretVault).Name }
                Watch 'unregister none' { Unregister-SecretVault none }
                $seen | Export-Clixml (Join-Path $folder 'result.xml')
            })
        if (-not (Test-Path -LiteralPath $Result)) {
            throw "The process broke off: $($child.Text)"
        }
        $script:Seen = Import-Clixml -LiteralPath $Result
    }

    It '<What> returns <Output>' -ForEach @(
        @{ What = 'no vault: list'; Output = @() }
        @{ What = 'no vault: info'; Output = @() }
        @{ What = 'vaults'; Output = 'A FolderVault True  True', 'B FolderVault False metadata True' }
        @{ What = 'vault type'; Output = 'Microsoft.PowerShell.SecretManagement.SecretVaultInfo' }
        @{ What = 'vault by pattern'; Output = 'B' }
        @{ What = 'default'; Output = 'B', 0 }
        @{ What = 'kinds'; Output = 'SecureString', 'SecureString', 'PSCredential', 'Hashtable' }
        @{ What = 'bytes'; Output = 'Byte[]' }
        @{ What = 'kinds as plain text'; Output = 'String', 'String', 'PSCredential', 'Hashtable' }
        @{ What = 'table'; Output = 'Credential PSCredential', 'Number Int32', 'Secure SecureString', 'Text SecureString' }
        @{ What = 'table as plain text'; Output = 'Credential PSCredential', 'Number Int32', 'Secure String', 'Text String' }
        @{ What = 'from any vault'; Output = 'text' }
        @{ What = 'info'; Output = 'A Bytes Unknown', 'A Credential Unknown', 'A Secure SecureString', 'A Table Hashtable', 'A Text String' }
        @{ What = 'info type'; Output = 'Microsoft.PowerShell.SecretManagement.SecretInformation' }
        @{ What = 'info by pattern'; Output = 'Table', 'Text' }
        @{ What = 'info of nothing'; Output = @() }
        @{ What = 'by pipeline'; Output = 'text' }
        @{ What = 'metadata'; Output = 'Number Int32', 'When DateTime', 'Word String' }
        @{ What = 'what if'; Output = $false, $true }
        @{ What = 'removed'; Output = @() }
        @{ What = 'removed by pipeline'; Output = @() }
        @{ What = 'tested'; Output = $true }
        @{ What = 'unregistered'; Output = 'A' }
    ) {
        $Seen[$What].Output | Should -Be $Output
        $Seen[$What].Errors | Should -BeNullOrEmpty
    }

    It '<What> is <Errors>' -ForEach @(
        @{ What = 'no vault: get'; Errors = 'GetSecretNotFound' }
        @{ What = 'no vault: set'; Errors = 'SetSecretCommandFailNoVault'; Ended = $true }
        @{ What = 'no vault: set info'; Errors = 'SetSecretInfoCommandFailNoVault'; Ended = $true }
        @{ What = 'vault that is none'; Errors = 'GetSecretVaultNotFound' }
        @{ What = 'name taken'; Errors = 'RegisterSecretVaultInvalidVaultName'; Ended = $true }
        @{ What = 'no such module'; Errors = 'RegisterSecretVaultCantGetModuleInfo'; Ended = $true }
        @{ What = 'default that is none'; Errors = 'VaultNotFound'; Ended = $true }
        @{ What = 'set without default'; Errors = 'SetSecretCommandFailNoVault'; Ended = $true }
        @{ What = 'by pattern'; Errors = 'GetSecretNotFound' }
        @{ What = 'no such secret'; Errors = 'GetSecretNotFound' }
        @{ What = 'no such vault: get'; Errors = 'GetSecretVaultNotFound'; Ended = $true }
        @{ What = 'no such vault: info'; Errors = 'GetSecretVaultNotFound'; Ended = $true }
        @{ What = 'no such vault: set'; Errors = 'GetSecretVaultNotFound'; Ended = $true }
        @{ What = 'no such vault: remove'; Errors = 'GetSecretVaultNotFound'; Ended = $true }
        @{ What = 'no clobber'; Errors = 'SetSecretCommandAlreadyExistsWithNoClobber'; Ended = $true }
        @{ What = 'metadata refused'; Errors = 'SetSecretMetadataInvalidOperation'; Cause = 'This vault keeps no metadata'; Output = 'text' }
        # The secret does not stay without its metadata, not even the old one.
        @{ What = 'metadata refused with the secret'; Errors = 'SetSecretMetadataInvalidOperation', 'GetSecretNotFound'; Cause = 'This vault keeps no metadata' }
        @{ What = 'remove nothing'; Errors = 'RemoveSecretInvalidOperation' }
        @{ What = 'write refused'; Errors = 'SetSecretInvalidOperation'; Cause = 'This vault does not keep words' }
        @{ What = 'read refused'; Errors = 'GetSecretInvalidOperation', 'GetSecretNotFound'; Cause = 'This vault does not give out text' }
        @{ What = 'broken'; Errors = 'System.Xml.XmlException' }
        @{ What = 'unregister none'; Errors = 'UnregisterSecretVaultObjectNotFound' }
    ) {
        $Seen[$What].Errors | Should -Be $Errors
        $Seen[$What].Ended | Should -Be ([bool]$_['Ended'])
        if ($_['Cause']) {
            $Seen[$What].Cause | Should -Be $_['Cause']
        }
        if ($_['Output']) {
            $Seen[$What].Output | Should -Be $_['Output']
        }
    }

    It '<What> warns: <Says>' -ForEach @(
        @{ What = 'no vault: info'; Says = 'There are currently no extension vaults registered.*' }
        @{ What = 'no vault: get'; Says = 'There are currently no extension vaults registered.*' }
        @{ What = 'unlocked'; Says = '*does not support the Unlock-SecretVault function.' }
    ) {
        $Seen[$What].Warnings | Should -BeLike $Says
    }
}
