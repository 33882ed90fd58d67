export interface AuthUser {
  id: number;
  role: 'member' | 'admin';
}
