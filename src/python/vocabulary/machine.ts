const MACHINE_CODE = /\b(?:kernel32|ntdll)\.(?:VirtualAlloc(?:Ex)?|VirtualProtect(?:Ex)?|RtlMoveMemory|WriteProcessMemory|CreateThread|CreateRemoteThread|QueueUserAPC|RtlCreateUserThread|NtCreateThreadEx|NtAllocateVirtualMemory|NtWriteVirtualMemory|ConvertThreadToFiber|CreateFiber|EnumSystem\w+)$/;
const DESTROYERS = /^(?:os\.(?:remove|unlink|rmdir|removedirs)|shutil\.rmtree|pathlib\.Path\(\)\.(?:unlink|rmdir))$/;

/** True for calls of Windows that put machine code into memory and start it. */
export function handlesMachineCode(name: string): boolean {
  return MACHINE_CODE.test(name);
}

const CALLS_ADDRESS = /^ctypes\.(?:CFUNCTYPE|PYFUNCTYPE)\(\)$/;

/** True for what makes a function of a place in memory: machine code, where that was written there before. */
export const callsAddress = (name: string): boolean => isFunctionType(name) || name === CASTS;

/** Makes anything of a place in memory: what, its second argument says. */
export const CASTS = 'ctypes.cast';

/** True for a kind of function, by the name of what stands for it. */
export const isFunctionType = (name: string): boolean => CALLS_ADDRESS.test(name);

/** True for calls after which a file or a folder is no more. */
export function destroys(name: string): boolean {
  return DESTROYERS.test(name);
}
