const MACHINE_CODE = /\b(?:kernel32|ntdll)\.(?:VirtualAlloc(?:Ex)?|VirtualProtect(?:Ex)?|RtlMoveMemory|WriteProcessMemory|CreateThread|CreateRemoteThread|QueueUserAPC|RtlCreateUserThread|NtCreateThreadEx|NtAllocateVirtualMemory|NtWriteVirtualMemory|ConvertThreadToFiber|CreateFiber|EnumSystem\w+)$|\buser32\.Enum\w+$|^ctypes\.(?:CDLL|PyDLL|cdll\.LoadLibrary)\(\)\.mprotect$|^ctypes\.(?:(?:CFUNC|WINFUNC|PYFUNC)TYPE|cast)\(\)$/;
const DESTROYERS = /^(?:os\.(?:remove|unlink|rmdir|removedirs)|shutil\.rmtree|pathlib\.Path\(\)\.(?:unlink|rmdir))$/;

/** True for calls that put machine code into memory and start it; what only gives a function a type counts beside one that makes memory run. */
export function handlesMachineCode(name: string): boolean {
  return MACHINE_CODE.test(name);
}

/** True for calls after which a file or a folder is no more. */
export function destroys(name: string): boolean {
  return DESTROYERS.test(name);
}
