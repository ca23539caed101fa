import type { MemberFacts } from './member-facts.js';
import type { MarkedText, Spot, Trait, When } from './source-facts.js';

/**
 * Why a character is remarkable: it turns the direction in which text is shown, does not show at all, carries hidden bytes, looks like another
 * one, is folded by Python into a name that does not stand there, or ends a line that editors show as one. `scrambled`: the whole file has
 * the name of a text and is none.
 */
export type HiddenKind = 'direction' | 'invisible' | 'payload' | 'look-alike' | 'folded-name' | 'line-end' | 'encoding' | 'scrambled';

/** A place where a text is not what it looks like. `what` tells it in words of our own and of the file. */
export interface HiddenText {
  readonly kind: HiddenKind;
  readonly line: number;
  readonly what: string;
}

/** One line of a script for a shell or for Windows' script hosts, or one that stands in machine code. */
export interface ScriptCommand {
  readonly line: number;
  readonly text: string;
  readonly traits: readonly Trait[];
}

/** An address that stands in data. */
export interface FoundAddress {
  readonly line: number;
  readonly text: string;
  readonly traits: readonly Trait[];
}

/** What a `content` rule may ask about one member, whatever it is written in. Lines count from 1; data without lines has all in line 1. */
export interface ContentFacts {
  readonly path: string;
  readonly kind: MemberFacts['kind'];
  /** When it runs by itself; latent for what somebody has to load or start. */
  readonly runs: When;
  readonly hidden: readonly HiddenText[];
  /** Functions and classes that loading the data looks up or calls: opcodes of a pickle, tags of YAML, imports of a program. */
  readonly loads: readonly Spot[];
  readonly commands: readonly ScriptCommand[];
  /** True where a module gives what the file holds to a shell, without anybody asking, or where it lies so that something else does. */
  readonly isToldToShell?: boolean;
  /** True for what a wheel installs as a command of its own. */
  readonly isCommand?: boolean;
  readonly addresses: readonly FoundAddress[];
  readonly texts: readonly MarkedText[];
  /** Sentences that are meant for programs which judge code, or for agents that read it. */
  readonly appeals: readonly Spot[];
  /** Why a part of it was not looked into, where that is so. */
  readonly unread?: string;
}
