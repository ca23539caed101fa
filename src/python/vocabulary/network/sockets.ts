/** True for the calls that open a connection of a socket. */
export function connectsSocket(name: string): boolean {
  return /^socket\.(socket\(\)\.connect(_ex)?|create_connection)$|^(?:http\.client|httplib)\.HTTPS?Connection$|^asyncio\.open_connection$/.test(name);
}

/** Makes a socket, of the family that it is given. */
export const MAKES_SOCKET = 'socket.socket';

const FAMILY = /^socket\.AF_[A-Z]/;
const STAYS_WITHIN = /^socket\.AF_(?:UNIX|NETLINK|ALG|CAN)$/;

/** True for the families of sockets that lead to programs of the same machine, its kernel and the bus of a device only. */
export const staysWithin = (family: string): boolean => STAYS_WITHIN.test(family);

/** True for the other families. */
export const leavesMachine = (family: string): boolean => FAMILY.test(family) && !staysWithin(family);
